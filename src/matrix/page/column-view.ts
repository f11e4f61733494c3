import { editionText, findingAt, isOfOtherEdition, type Matrix, validityWords } from '../matrix.ts';
import { productFields } from '../product.ts';
import { profileMarks, profileSentence } from '../profile-words.ts';
import { type Children, element } from './element.ts';

/** What is known of a column: the product, the run, its profiles, and what to know of all of it. */
export function columnView(matrix: Matrix, index: number): Children {
  const column = matrix.columns[index];
  if (column === undefined) return [];
  const { product, run, edition, profiles, remarks } = column;
  const { target } = run;
  return [
    ...remarks.map(text => element('p', { class: 'remark' }, text)),
    element('h3', {}, 'Profiles'),
    element(
      'ul',
      { class: 'results' },
      ...profiles.map(one =>
        element(
          'li',
          {},
          element('span', { class: `profile p-${one.verdict}`, 'aria-hidden': 'true' }, profileMarks[one.verdict]),
          ` ${profileSentence(one)}`,
        ),
      ),
    ),
    element('p', { class: 'quiet' }, sums(matrix, index)),
    element('h3', {}, 'Product'),
    pairs(
      productFields.flatMap(([field, title]) => (product[field] ? [[title, addressed(product[field])] as const] : [])),
    ),
    element('h3', {}, 'Run'),
    pairs([
      ['Target', target.simulated ? `${target.name}, simulated` : target.name],
      ['Endpoint', target.endpoint],
      ['Start', `${run.start.slice(0, 16).replace('T', ' ')} UTC`],
      ['Verdict', `${run.verdict}. ${run.why}`],
      ['Suite', run.suite],
      [
        'Verdicts',
        run.judged === 'by this suite'
          ? `judged now from its recording, by ${matrix.suite}`
          : 'as they were written; there is no recording to judge',
      ],
      ...(column.validUntil === undefined
        ? []
        : [['Statement', `${validityWords(column.validUntil, today())}; its signature is not verified here`] as const]),
      [
        'Edition',
        `${editionText(edition)}${isOfOtherEdition(matrix, column) ? `, which differs from ${editionText(matrix.edition)}` : ''}`,
      ],
      ['Digest', edition.sha256],
    ]),
  ];
}

/** Where the page is read, and not where it was made: a statement expires in between. */
const today = (): string => new Date().toISOString().slice(0, 10);

const pairs = (entries: readonly (readonly [string, Node | string])[]): HTMLElement =>
  element(
    'dl',
    { class: 'pairs' },
    ...entries.flatMap(([title, value]) => [element('dt', {}, title), element('dd', {}, value)]),
  );

/** Web addresses become links; nothing else that a vendor wrote does. */
function addressed(text: string): Node | string {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return text;
  return element(
    'a',
    { href: text, rel: 'noopener noreferrer nofollow', target: '_blank', referrerpolicy: 'no-referrer' },
    text,
  );
}

function sums(matrix: Matrix, column: number): string {
  const counts = new Map<string, number>();
  for (const row of matrix.rows) {
    const verdict = findingAt(matrix, row, column)?.verdict ?? 'not judged';
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  return `Facts: ${[...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ')}.`;
}
