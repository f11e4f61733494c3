/** What a part of a text stands for, and where it ends. Without code it stands for nothing. */
export type Unescaped = readonly [code: number | undefined, end: number];

/** The escape that begins at an index of a text: one of JSON, also of JSON within JSON, of URLs or of HTML. */
export function escapeAt(text: string, index: number): Unescaped | undefined {
  switch (text[index]) {
    case '\\':
      return text[index - 1] === '\\' ? undefined : escapeOfJson(text, index);
    case '%':
      return escapeOfUrl(text, index);
    case '&':
      return escapeOfHtml(text, index);
    default:
      return undefined;
  }
}

/** White space, which lines of base64 and of hex are broken by. */
export function spaceAt(text: string, index: number): Unescaped | undefined {
  const code = text.charCodeAt(index);
  const isSpace = code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return isSpace ? [undefined, index + 1] : undefined;
}

const lineBreaks = 'nrt';

/** JSON within JSON doubles its backslashes. */
function escapeOfJson(text: string, index: number): Unescaped | undefined {
  let end = index;
  while (text[end] === '\\') end += 1;
  const sign = text[end] ?? '';
  if (sign === '/') return [0x2f, end + 1];
  if (sign !== '' && lineBreaks.includes(sign)) return [0x0a, end + 1];
  if (sign === 'x') return hexPairAt(text, end + 1);
  return text.startsWith('u00', end) ? hexPairAt(text, end + 3) : undefined;
}

/** What is encoded twice begins with an encoded percent sign. */
function escapeOfUrl(text: string, index: number): Unescaped | undefined {
  let end = index + 1;
  while (text.startsWith('25', end)) end += 2;
  return hexPairAt(text, end) ?? (end > index + 1 ? [0x25, end] : undefined);
}

/** The names that are escaped wherever a text is put into HTML. */
const named: Readonly<Record<string, number>> = { amp: 0x26, lt: 0x3c, gt: 0x3e, quot: 0x22, apos: 0x27 };

/** Characters of the longest of these escapes, with some leading zeros. */
const longestOfHtml = 12;

function escapeOfHtml(text: string, index: number): Unescaped | undefined {
  if (!/[#algq]/i.test(text[index + 1] ?? '')) return undefined;
  const part = text.slice(index, index + longestOfHtml);
  const [whole, hex, decimal, name = ''] =
    /^&(?:#x0*([0-9a-f]{1,2})|#0*(\d{1,3})|(amp|lt|gt|quot|apos));/i.exec(part) ?? [];
  if (whole === undefined) return undefined;
  const code = hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : undefined;
  return [code ?? named[name.toLowerCase()], index + whole.length];
}

const digits = new Map(
  Array.from('0123456789abcdefABCDEF', digit => [digit.charCodeAt(0), Number.parseInt(digit, 16)]),
);

const digitAt = (text: string, index: number): number | undefined => digits.get(text.charCodeAt(index));

function hexPairAt(text: string, index: number): Unescaped | undefined {
  const [high, low] = [digitAt(text, index), digitAt(text, index + 1)];
  return high === undefined || low === undefined ? undefined : [16 * high + low, index + 2];
}
