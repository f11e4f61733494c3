import type { Outline, Prose } from './outline.ts';
import type { Page, StatusCode, Table } from './page.ts';
import type { Position, ReportFinding } from './rst/finding.ts';

type StatusCodes = Page['statusCodes'];

const STATUS_SECTION = /^(?:status|response|return(?:ed)?) (?:codes?|values?)$/i;
const STATUS_COLUMN = /^(?:(?:http )?status|returned|return|response) (?:codes?|values?)$/i;
const GROUP = /^(normal|abnormal)\b/i;
const CODE = /^([1-5]\d\d)(?: (.+))?$/;

/**
 * The documented status codes of a page: paragraphs, list items and tables of its status section, tables read by the
 * name of their column. What stands below "Normal" or "Abnormal" belongs there; elsewhere a code of 400 or more is
 * abnormal (RFC 9110, section 15: client and server errors).
 */
export function statusCodesOf({ passages }: Outline, report: ReportFinding): StatusCodes {
  const normal: StatusCode[] = [];
  const abnormal: StatusCode[] = [];
  let section: readonly string[] = [];
  let group: string | undefined;
  for (const passage of passages) {
    const place = passage.kind === 'prose' ? passage.prose : passage.kind === 'table' ? passage.table : passage.example;
    if (place.section !== section) group = undefined;
    section = place.section;
    if (!section.some(title => STATUS_SECTION.test(title))) continue;
    if (passage.kind === 'prose') readProse(passage.prose);
    if (passage.kind === 'table') readTable(passage.table);
  }
  return { normal, abnormal };

  function readProse(prose: Prose): void {
    const named = GROUP.exec(prose.text)?.[1];
    if (named !== undefined) group = named.toLowerCase();
    else if (/^\d/.test(prose.text)) add(prose.text, prose);
  }

  function readTable(table: Table): void {
    const column = table.header.findIndex(name => STATUS_COLUMN.test(name));
    if (column === -1) {
      const sentence = 'the table of status codes has no column for the code; expected a column named "Status Code".';
      report(table, 'page/no-status-column', sentence);
      return;
    }
    for (const row of table.rows) {
      const cell = row[column];
      if (cell) add(cell.text, cell);
    }
  }

  function add(text: string, { line, column }: Position): void {
    const [, number, phrase = ''] = CODE.exec(text) ?? [];
    if (number === undefined) {
      const sentence = `"${text}" is not a status code; expected three digits and an optional phrase, as in "404 Not Found".`;
      report({ line, column }, 'page/bad-status-code', sentence);
      return;
    }
    const code = Number(number);
    const isNormal = group === undefined ? code < 400 : group === 'normal';
    (isNormal ? normal : abnormal).push({ code, phrase, line, column });
  }
}
