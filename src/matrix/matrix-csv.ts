import { terminalSafe } from '../text/terminal-safe.ts';
import { type CellFinding, dayOfColumn, editionText, findingAt, type Matrix, reservationsOn } from './matrix.ts';
import { profileWords } from './profile-words.ts';

/**
 * The matrix for spreadsheets (RFC 4180): a line for each fact, a column for each product. The first lines are those of the
 * header: products, dates, editions, whether a recording was judged, and profiles.
 */
export function matrixCsv(matrix: Matrix): string {
  const { columns, rows } = matrix;
  const head = (title: string, cells: readonly string[]): string[] => [title, '', '', '', '', '', ...cells];
  const lines = [
    ['check', 'rule', 'level', 'profile', 'page', 'line', ...columns.map(({ label }) => label)],
    head('date', columns.map(dayOfColumn)),
    head(
      'edition',
      columns.map(({ edition }) => editionText(edition)),
    ),
    head(
      'judged',
      columns.map(column => reservationsOn(column).join(', ') || column.run.judged),
    ),
    ...(columns[0]?.profiles ?? []).map(({ profile }, index) =>
      head(
        `profile ${profile}`,
        columns.map(({ profiles }) => (profiles[index] ? profileWords(profiles[index]) : '')),
      ),
    ),
    ...rows.map(row => {
      const [cite] = row.cites;
      const cells = columns.map((_, column) => findingWords(findingAt(matrix, row, column)));
      return [row.id, row.title, row.level, row.profile, cite?.source ?? '', String(cite?.line ?? ''), ...cells];
    }),
  ];
  return lines.map(line => `${line.map(csvField).join(',')}\r\n`).join('');
}

/** `passed (observed)`; nothing where a column was not judged by the fact. */
function findingWords(finding: CellFinding | undefined): string {
  if (finding === undefined) return '';
  const { verdict, evidence, answeredBy } = finding;
  const how = [...(evidence ? [evidence] : []), ...(answeredBy === 'front' ? ['by a front'] : [])];
  return how.length > 0 ? `${verdict} (${how.join(', ')})` : verdict;
}

/**
 * A field that a spreadsheet shows as the text that it is. What begins as a formula gets an apostrophe before it, also in the
 * full-width forms and behind white space, which some programs take off. So does what begins behind a
 * semicolon: where that ends fields, it does so in quotation marks, too, because the line as a whole is not written for it.
 */
export function csvField(text: string): string {
  const safe = terminalSafe(text).replace(/(;\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1'");
  const isFormula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(safe) || /^[\t\r\n]/.test(text);
  return `"${(isFormula ? `'${safe}` : safe).replaceAll('"', '""')}"`;
}
