/**
 * A text in which each character that could control a terminal or a page is written as a visible escape, and so are the
 * beginnings of commands that CI systems read in a log: `::error::` (GitHub), `##[…]` and `##vso[…]` (Azure),
 * `##teamcity[…]`. Those of GitLab need control characters.
 */
export const terminalSafe = (text: string): string =>
  withoutCommands(text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, visible), visible);

/** The same for a text of several lines. */
export const linesSafe = (lines: string): string => lines.split('\n').map(terminalSafe).join('\n');

/** JSON that says the same, with escapes of JSON in the places where `terminalSafe` has its own. */
export const jsonSafe = (json: string): string =>
  withoutCommands(json.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, inJson), inJson);

/** GitHub reads its commands at the beginning of a line, behind white space of any kind; the others stand anywhere. */
const withoutCommands = (text: string, spelled: (character: string) => string): string =>
  text
    .replace(/(^|\s):(?=:)/g, (_, before: string) => `${before}${spelled(':')}`)
    .replace(/#(?=#\w*\[)/g, () => spelled('#'));

const visible = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

const inJson = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map(unit => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
