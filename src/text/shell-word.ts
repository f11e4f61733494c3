/** A text as one word of a POSIX shell, quoted where the shell would read more in it than characters. */
export const shellWord = (text: string): string =>
  /^[\w./:@=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
