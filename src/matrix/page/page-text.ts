import type { Citation } from '../../contract/citation.ts';
import type { Matrix, MatrixColumn } from '../matrix.ts';
import { element } from './element.ts';

/** Lines before and after a cited one in an excerpt. */
const around = 3;

/** The text of a cited file as a column was judged by it; undefined where the page does not have it. */
export function citedText({ texts }: Matrix, column: MatrixColumn | undefined, { source }: Citation) {
  const own = column?.texts ?? {};
  return Object.hasOwn(own, source) ? texts[own[source] ?? -1] : undefined;
}

/** The lines of a text with the cited one marked; all of them, or those around it. */
export function textLines(text: string, cited: number | undefined, extent: 'all' | 'excerpt'): HTMLElement {
  const lines = text.trimEnd().split('\n');
  const isShown = (index: number): boolean => extent === 'all' || Math.abs(index + 1 - (cited ?? 0)) <= around;
  const shown = lines.flatMap((line, index) => (isShown(index) ? [[line, index + 1] as const] : []));
  const items = shown.map(([line, number]) => {
    const item = element('li', { value: String(number) }, line === '' ? ' ' : line);
    if (number === cited) item.setAttribute('aria-current', 'true');
    return item;
  });
  const attributes = { class: `text ${extent}`, tabindex: '0', 'aria-label': extent === 'all' ? 'Text' : 'Excerpt' };
  return element('ol', attributes, ...items);
}

/** Where something is written, in short: `show-backup.rst:58`. */
export const placeWords = ({ source, line }: Citation): string =>
  `${source.slice(source.lastIndexOf('/') + 1)}${line === undefined ? '' : `:${line}`}`;
