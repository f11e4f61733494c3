/** Whether a version of the form MAJOR.MINOR comes before another. A word such as `latest` comes after all. */
export function isOlder(version: string, other: string): boolean {
  const [own, wanted] = [numbersIn(version), numbersIn(other)];
  return own[0] < wanted[0] || (own[0] === wanted[0] && own[1] < wanted[1]);
}

function numbersIn(version: string): readonly [major: number, minor: number] {
  const [, major, minor] = /^(\d+)\.(\d+)$/.exec(version) ?? [];
  return major === undefined ? [Number.POSITIVE_INFINITY, 0] : [Number(major), Number(minor)];
}
