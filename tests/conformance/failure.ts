/** An error that Playwright shows as its text alone. */
export function withoutStack(text: string): Error {
  const error = new Error(text);
  error.name = '';
  error.stack = text;
  return error;
}
