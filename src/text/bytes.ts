/** The beginning of a text that has at most so many bytes in UTF-8, cut between two characters: file systems count bytes. */
export function withinBytes(text: string, most: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > most) break;
    kept += character;
  }
  return kept;
}
