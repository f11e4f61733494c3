import picomatch from 'picomatch';

/** Whether a name matches a glob, in which `**` matches slashes, too. A text that is no glob matches nothing. */
export function globMatcher(glob: string): (name: string) => boolean {
  try {
    const matches = picomatch(glob, { dot: true });
    return name => matches(name);
  } catch {
    return () => false;
  }
}

/** Whether a glob can match a name with slashes between its parts at all. */
export function isPossibleGlob(glob: string): boolean {
  if (/\s|^\/|\/$|\/\//.test(glob)) return false;
  try {
    picomatch.makeRe(glob, { dot: true, strictBrackets: true });
    return true;
  } catch {
    return false;
  }
}
