import { dayOfColumn, editionText, isOfOtherEdition, type Matrix } from '../matrix.ts';
import { profileMarks, profileWords } from '../profile-words.ts';
import { element } from './element.ts';

/** The first cell of a column: whose product it is, when and by which edition it was judged, and what its profiles come to. */
export function columnHeader(matrix: Matrix, column: number): HTMLElement {
  const one = matrix.columns[column];
  if (one === undefined) return element('span');
  const { product, profiles, label, edition, run } = one;
  const isOther = isOfOtherEdition(matrix, one);
  const results = profiles.map(result => `${result.profile} ${profileWords(result)}`).join(', ');
  const told = [
    label,
    ...(run.target.simulated ? ['embedded service'] : []),
    dayOfColumn(one),
    `edition ${editionText(edition)}${isOther ? ', which differs' : ''}`,
    results,
  ];
  return element(
    'button',
    { type: 'button', tabindex: '-1', 'data-column': String(column), 'aria-label': told.join(', '), title: told.join('\n') },
    element(
      'span',
      { class: 'names' },
      ...(product.vendor === '' ? [] : [element('span', { class: 'vendor' }, product.vendor)]),
      element('span', { class: 'product' }, [product.name, product.version].filter(Boolean).join(' ')),
    ),
    element(
      'span',
      { class: 'when' },
      dayOfColumn(one),
      element('span', { class: isOther ? 'edition other' : 'edition' }, editionText(edition)),
    ),
    element(
      'span',
      { class: 'profiles' },
      ...profiles.map(({ profile, verdict }) =>
        element(
          'span',
          { class: `profile p-${verdict}` },
          element('span', { class: 'name' }, profile),
          element('span', { class: 'mark' }, profileMarks[verdict]),
        ),
      ),
    ),
    ...(isOther ? [element('span', { class: 'flag', 'aria-hidden': 'true' }, '≠')] : []),
  );
}
