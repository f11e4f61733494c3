import type { Citation } from '../../contract/citation.ts';
import { findingAt, type Matrix, type MatrixRow } from '../matrix.ts';
import { type Children, element } from './element.ts';
import { citedText, placeWords, textLines } from './page-text.ts';

/**
 * A fact, and the page's text at its line.
 * @param index which of its citations is shown
 * @param preferred the column whose state of the page is shown, where it has one
 */
export function factView(matrix: Matrix, row: MatrixRow, index: number, preferred: number | undefined): Children {
  const cites = preferred === undefined ? row.cites : (findingAt(matrix, row, preferred)?.cites ?? row.cites);
  const cite = cites[index];
  return [
    element(
      'div',
      { class: 'fact' },
      element('p', { class: 'rule' }, element('span', { class: 'level' }, row.level), ' ', row.title),
      element('p', { class: 'place' }, `${row.id} · ${row.profile}`),
    ),
    element('p', { class: 'quiet' }, sums(matrix, row)),
    element('h3', {}, 'What is written'),
    element(
      'ul',
      { class: 'cites' },
      ...cites.map((one, place) => citation(matrix, row, one, place, place === index, preferred)),
    ),
    ...(cite ? wholeText(matrix, row, cite, preferred) : []),
  ];
}

function citation(
  matrix: Matrix,
  row: MatrixRow,
  cite: Citation,
  place: number,
  isShown: boolean,
  preferred: number | undefined,
): HTMLElement {
  const clause = cite.clause === undefined ? '' : `: ${cite.clause}`;
  const hasText = cite.line !== undefined && textFor(matrix, row, cite, preferred) !== undefined;
  if (!hasText) return element('li', {}, `${placeWords(cite)}${clause}`);
  const link = element('a', { href: `#${cite.source}`, 'data-cite': String(place) }, placeWords(cite));
  if (isShown) link.setAttribute('aria-current', 'true');
  return element('li', {}, link, clause);
}

function wholeText(matrix: Matrix, row: MatrixRow, cite: Citation, preferred: number | undefined): Children {
  const text = textFor(matrix, row, cite, preferred);
  if (text === undefined || cite.line === undefined) return [];
  const remark = text.isKnown
    ? []
    : [element('p', { class: 'quiet' }, 'As a recording has it: it is of no edition that this suite knows.')];
  return [element('h3', {}, `${text.source}, line ${cite.line}`), ...remark, textLines(text.text, cite.line, 'all')];
}

/** The text as the preferred column has it, else as the first column of the matrix's edition does that was judged by it. */
function textFor(matrix: Matrix, row: MatrixRow, cite: Citation, preferred: number | undefined) {
  const isCurrent = (column: number): boolean => matrix.columns[column]?.edition.sha256 === matrix.edition.sha256;
  const judged = matrix.columns.map((_, column) => column).filter(column => typeof row.cells[column] === 'number');
  const inOrder = [...(preferred === undefined ? [] : [preferred]), ...judged.filter(isCurrent), ...judged];
  return inOrder.map(column => citedText(matrix, matrix.columns[column], cite)).find(one => one !== undefined);
}

/** How many products got which verdict: `passed 2, failed 1`. */
function sums(matrix: Matrix, row: MatrixRow): string {
  const counts = new Map<string, number>();
  for (const [column] of matrix.columns.entries()) {
    const verdict = findingAt(matrix, row, column)?.verdict ?? 'not judged';
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  return [...counts].map(([verdict, count]) => `${verdict} ${count}`).join(', ');
}
