/** Shorter secrets may be in a text by accident. */
const shortestSecret = 8;

/**
 * Whether a text from Keystone repeats a secret: as it is, with the escapes of a URL, in base64 or in hexadecimal, also between
 * other characters.
 */
export function repeatsSecret(text: string, secrets: readonly string[]): boolean {
  const wanted = secrets.filter(({ length }) => length >= shortestSecret).map(latin1);
  return readingsOf(text).some(reading => wanted.some(secret => reading.includes(secret)));
}

/** One character for each byte, so that secrets in any script are found in bytes. */
const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

/** Every reading of a text, with one character for each byte. */
function readingsOf(text: string): string[] {
  // Readers of a URL remove tabs and line breaks (URL Standard, section 4.4), and decode its escapes.
  const closed = text.replace(/[\p{Cc}\p{Cf}\s]/gu, '');
  const plain = [...new Set([text, closed, unescaped(closed)])];
  return [...plain.map(latin1), ...plain.flatMap(bytesIn)];
}

function unescaped(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, run => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/** The bytes in runs of hexadecimal digits and of base64. They may begin anywhere in a run. */
function bytesIn(text: string): string[] {
  const [hex, base64] = [text.match(/[0-9a-f]{16,}/gi) ?? [], text.match(/[\w+/-]{11,}/g) ?? []];
  return [
    ...hex.flatMap(run => [0, 1].map(start => Buffer.from(run.slice(start), 'hex').toString('latin1'))),
    ...base64.flatMap(run => [0, 1, 2, 3].map(start => Buffer.from(run.slice(start), 'base64').toString('latin1'))),
  ];
}
