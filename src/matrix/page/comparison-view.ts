import type { CheckChange } from '../../comparison/change.ts';
import { headings } from '../../reports/comparison-words.ts';
import type { Against } from '../against.ts';
import type { MatrixColumn } from '../matrix.ts';
import { type Children, element } from './element.ts';

/** What changed from one column to another, in a line, with links that show the changes of a kind. */
export function comparisonView(
  { remarks, sums, unchanged }: Against,
  baseline: MatrixColumn,
  current: MatrixColumn,
  choose: (kind: CheckChange['kind']) => void,
): Children {
  const kinds = sums.map(([kind, number]) => {
    const button = element('button', { type: 'button', class: `kind k-${kind}` }, `${headings[kind]} ${number}`);
    button.addEventListener('click', () => choose(kind));
    return button;
  });
  const words = sums.length === 0 ? ['Nothing changed.'] : kinds;
  return [
    element('p', {}, 'From ', element('strong', {}, baseline.label), ' to ', element('strong', {}, current.label)),
    element('p', { class: 'kinds' }, ...words, element('span', { class: 'quiet' }, `${unchanged} unchanged`)),
    ...remarks.map(text => element('p', { class: 'quiet' }, text)),
  ];
}
