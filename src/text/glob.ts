import picomatch from 'picomatch';

/** Whether a name matches a glob, in which `**` matches slashes, too. A text that is no glob matches nothing. */
export function globMatcher(glob: string): (name: string) => boolean {
  if (!isQuick(glob)) return () => false;
  try {
    const matches = picomatch(glob, { dot: true });
    return name => matches(name);
  } catch {
    return () => false;
  }
}

/** How many stars a part of a glob may have: with each more, the time to find that a long name does not match grows tenfold. */
const mostStars = 3;

/** Whether matching comes to an end soon, whatever the name. Patterns that are repeated, as in `+(a|b)`, may take hours. */
const isQuick = (glob: string): boolean =>
  !/[(+]/.test(glob) && glob.split('/').every(part => (part.match(/\*+/g) ?? []).length <= mostStars);

/** Whether a glob can match a name with slashes between its parts at all. */
export function isPossibleGlob(glob: string): boolean {
  if (!isQuick(glob) || /\s|^\/|\/$|\/\//.test(glob)) return false;
  try {
    picomatch.makeRe(glob, { dot: true, strictBrackets: true });
    return true;
  } catch {
    return false;
  }
}
