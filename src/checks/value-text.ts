import { terminalSafe } from '../text/terminal-safe.ts';

const longest = 160;

/**
 * A value as text for people: JSON, cut to the length of a line, without anything that could control a terminal or a page
 * (control characters, escapes, marks that change the direction of writing).
 */
export function valueText(value: unknown): string {
  if (value === undefined) return 'nothing';
  return printable(typeof value === 'string' ? JSON.stringify(value.slice(0, longest * 2)) : firstLevel(value));
}

/** A text of the service, cut to the length of a line. Everything that could control a terminal or a page is made visible. */
export function printable(text: string): string {
  return terminalSafe(text.length > longest ? `${text.slice(0, longest)}…` : text);
}

/** Objects and lists, by their first level only: the service decides how deep and long they are. */
function firstLevel(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const names = Object.keys(value);
  return `an object with ${names.slice(0, 8).join(', ') || 'no members'}${names.length > 8 ? ', …' : ''}`;
}
