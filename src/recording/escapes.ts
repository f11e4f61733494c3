/** Characters that tokens consist of. None has a meaning in JSON: a text stays JSON when their escapes are undone. */
const tokenCharacter = /^[\w+/=.~-]$/;

const isTokenCode = Array.from({ length: 128 }, (_, code) => tokenCharacter.test(String.fromCharCode(code)));

/** What an escape stands for, and where it ends. */
type Escape = readonly [code: number, end: number];

/**
 * Undoes the escapes of token characters: those of JSON, also of JSON within JSON, of URLs, and of HTML. Written out by
 * hand, for a hostile text may consist of nothing else.
 */
export function withoutEscapes(text: string): string {
  if (!/[\\%&]/.test(text)) return text;
  const units = new Uint16Array(text.length);
  let size = 0;
  for (let index = 0; index < text.length; size += 1) {
    const found = escapeAt(text, index);
    const [code, end] = found && isTokenCode[found[0]] ? found : [text.charCodeAt(index), index + 1];
    units[size] = code;
    index = end;
  }
  return size === text.length ? text : Buffer.from(units.buffer, 0, 2 * size).toString('utf16le');
}

function escapeAt(text: string, index: number): Escape | undefined {
  switch (text[index]) {
    case '\\':
      return text[index - 1] === '\\' ? undefined : escapeOfJson(text, index);
    case '%':
      return escapeOfUrl(text, index);
    case '&':
      return text[index + 1] === '#' ? escapeOfHtml(text, index) : undefined;
    default:
      return undefined;
  }
}

/** JSON within JSON doubles its backslashes. */
function escapeOfJson(text: string, index: number): Escape | undefined {
  let end = index;
  while (text[end] === '\\') end += 1;
  if (text[end] === '/') return [0x2f, end + 1];
  return text.startsWith('u00', end) ? hexPairAt(text, end + 3) : undefined;
}

/** What is encoded twice begins with an encoded percent sign. */
function escapeOfUrl(text: string, index: number): Escape | undefined {
  let end = index + 1;
  while (text.startsWith('25', end)) end += 2;
  return hexPairAt(text, end);
}

function escapeOfHtml(text: string, index: number): Escape | undefined {
  const [whole, hex, decimal] = /^&#(?:x([0-9a-f]{2})|(\d{2,3}));/i.exec(text.slice(index, index + 6)) ?? [];
  if (whole === undefined) return undefined;
  return [hex === undefined ? Number(decimal) : Number.parseInt(hex, 16), index + whole.length];
}

function hexPairAt(text: string, index: number): Escape | undefined {
  const pair = text.slice(index, index + 2);
  return /^[0-9a-f]{2}$/i.test(pair) ? [Number.parseInt(pair, 16), index + 2] : undefined;
}
