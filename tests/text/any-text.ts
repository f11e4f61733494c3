import fc, { type Arbitrary } from 'fast-check';

/**
 * Any character but half a surrogate pair. It is fast-check's own unit `binary`, which needs most of a second to tell which
 * number stands for a character.
 */
const character: Arbitrary<string> = fc
  .nat(0x10ffff)
  .filter(code => code < 0xd800 || code > 0xdfff)
  .map(code => String.fromCodePoint(code), codeOf);

/** For shrinking, and for words that are known to do harm, such as `__proto__`. @throws Error when it is no character */
function codeOf(text: unknown): number {
  const [one, ...others] = typeof text === 'string' ? text : '';
  if (one === undefined || others.length > 0) throw new Error('It is no character.');
  return one.codePointAt(0) ?? 0;
}

/** Any text that UTF-8 can write down. */
export const anyText = (lengths: { readonly minLength?: number; readonly maxLength?: number } = {}) =>
  fc.string({ ...lengths, unit: character });

const plain = "abcXYZ0189-._~!$&'()*+,;=:@";

/** A segment of a path (RFC 3986, section 3.3): characters that may stand there, and any others percent-encoded. */
const segment = fc.string({ unit: fc.oneof(fc.constantFrom(...plain), character.map(encodeURIComponent)) });

/** The path of a URL; like fast-check's `webPath`, which is as slow to make as its `binary`. */
export const anyPath = fc.array(segment).map(segments => segments.map(one => `/${one}`).join(''));

/** A URL; like fast-check's `webUrl`. */
export const anyUrl = fc
  .tuple(fc.constantFrom('http', 'https'), fc.webAuthority(), anyPath)
  .map(([scheme, authority, path]) => `${scheme}://${authority}${path}`);
