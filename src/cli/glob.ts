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
