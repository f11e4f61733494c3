/**
 * Backticks that a text of others cannot end: more than it has in a row anywhere (CommonMark, sections 4.5 and 6.1).
 * @param least so many at least
 */
export function fenceFor(text: string, least: number): string {
  const runs = Array.from(text.matchAll(/`+/g), ([run]) => run.length + 1);
  return '`'.repeat(Math.max(least, ...runs));
}
