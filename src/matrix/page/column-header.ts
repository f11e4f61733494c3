import { dayOfColumn, editionText, isOfOtherEdition, type Matrix, reservationsOn } from '../matrix.ts';
import { profileMarks } from '../profile-words.ts';
import { element } from './element.ts';

/** The first cell of a column: whose product it is, when and by which edition it was judged, and what its profiles come to. */
export function columnHeader(matrix: Matrix, column: number): HTMLElement {
  const one = matrix.columns[column];
  if (one === undefined) return element('span');
  const { product, profiles, label, edition, remarks } = one;
  const isOther = isOfOtherEdition(matrix, one);
  const [day, name] = [dayOfColumn(one), editionText(edition)];
  return element(
    'button',
    { type: 'button', tabindex: '-1', 'data-column': String(column), title: `${label}\n${day}, edition ${name}` },
    element(
      'span',
      { class: 'names' },
      ...(product.vendor === '' ? [] : [element('span', { class: 'vendor' }, product.vendor)]),
      element('span', { class: 'product' }, [product.name, product.version].filter(Boolean).join(' ')),
    ),
    element(
      'span',
      { class: 'when' },
      day,
      element('span', { class: isOther ? 'edition other' : 'edition' }, isOther ? `≠ ${name}` : name),
      ...reservationsOn(one).map(word => element('span', {}, word)),
    ),
    element(
      'span',
      { class: 'profiles' },
      ...profiles.map(({ profile, verdict }) =>
        element(
          'span',
          { class: `profile p-${verdict}` },
          element('span', { class: 'name' }, profile),
          element('span', { class: 'mark', 'aria-hidden': 'true' }, profileMarks[verdict]),
          element('span', { class: 'hidden' }, ` ${verdict}, `),
        ),
      ),
      ...(remarks.length > 0 ? [remarked()] : []),
    ),
    ...(isOther ? [element('span', { class: 'flag', 'aria-hidden': 'true' }, '≠')] : []),
  );
}

/** That there is something to know of the whole column. */
const remarked = (): HTMLElement =>
  element(
    'span',
    { class: 'profile remarked' },
    element('span', { 'aria-hidden': 'true' }, '!'),
    element('span', { class: 'hidden' }, ' with a remark'),
  );
