import { terminalSafe } from '../text/terminal-safe.ts';
import { fenceFor } from './markdown-fence.ts';

/** Characters of a text of others that are shown. */
const longestText = 200;

/**
 * A code span of Markdown that its own text cannot end. In one, neither markup nor names (`@somebody`, `#1`) nor addresses
 * mean anything.
 */
export function codeSpan(text: string): string {
  const whole = terminalSafe(text);
  const safe = whole.length > longestText ? `${whole.slice(0, longestText)}…` : whole;
  const fence = fenceFor(safe, 1);
  const space = /^`|`$|^ .* $|^ *$/.test(safe) ? ' ' : '';
  return `${fence}${space}${safe}${space}${fence}`;
}

/**
 * The same in a cell of a table, which a `|` would end (GitHub Flavored Markdown, section 4.10). Behind a backslash it is written
 * as a visible escape: some renderers take `\\|` for an escaped backslash, and then for the end of the cell.
 */
export const cellSpan = (text: string): string =>
  codeSpan(text).replace(/(\\?)\|/g, (_, before: string) => (before === '' ? '\\|' : `${before}\\u{7c}`));
