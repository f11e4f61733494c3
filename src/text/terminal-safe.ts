/**
 * A text in which each character that could control a terminal or a page is written as a visible escape, and so are the
 * beginnings of commands that CI systems read in a log: `::error::` (GitHub), `##[…]` and `##vso[…]` (Azure),
 * `##teamcity[…]`.
 */
export function terminalSafe(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escapeOf)
    .replace(/(^|\s):(?=:)/g, (_, before: string) => `${before}${escapeOf(':')}`)
    .replace(/#(?=#\w*\[)/g, escapeOf);
}

const escapeOf = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
