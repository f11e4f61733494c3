import type { Matrix } from '../matrix.ts';
import { queryKeys } from '../query.ts';
import { byId, element } from './element.ts';
import type { ViewState } from './view-state.ts';

/** Conditions that are often asked for. */
const often: readonly (readonly [name: string, term: string])[] = [
  ['Differences', 'is:different'],
  ['Failed', 'verdict:failed,waived'],
  ['Unproven', 'verdict:unproven'],
  ['MUST', 'level:must'],
  ['Core', 'profile:core'],
];

/** What the reader chooses with. */
export interface Tools {
  /** Shows a state in the tools. */
  readonly show: (state: ViewState) => void;
}

/**
 * Prepares the tools of the page.
 * @param change called with what the reader chose
 */
export function toolsOf({ columns }: Matrix, change: (chosen: Partial<ViewState>) => void): Tools {
  const query = byId('query', HTMLInputElement);
  const selects = { baseline: byId('baseline', HTMLSelectElement), current: byId('current', HTMLSelectElement) };
  const chips = often.map(([name, term]) => {
    const chip = element('button', { type: 'button', class: 'chip', 'aria-pressed': 'false', title: term }, name);
    chip.addEventListener('click', () => change({ query: toggled(query.value, term) }));
    return [chip, term] as const;
  });
  byId('chips', HTMLDivElement).replaceChildren(...chips.map(([chip]) => chip));
  for (const [key, select] of Object.entries(selects)) {
    const options = columns.map(({ key: value, label }) => element('option', { value }, label));
    select.replaceChildren(element('option', { value: '' }, '–'), ...options);
    select.addEventListener('change', () => change({ [key]: select.value }));
  }
  query.addEventListener('input', () => change({ query: query.value }));
  byId('tools', HTMLFormElement).addEventListener('submit', event => event.preventDefault());
  byId('keys-of-queries', HTMLElement).replaceChildren(
    ...Object.entries(queryKeys).flatMap(([key, takes]) => [element('dt', {}, `${key}:`), element('dd', {}, takes)]),
    element('dt', {}, 'text'),
    element('dd', {}, 'what a fact, its citations or its findings contain; in quotation marks where it has spaces'),
  );
  const legend = byId('legend', HTMLDialogElement);
  byId('help', HTMLButtonElement).addEventListener('click', () => legend.showModal());
  legend.addEventListener('click', ({ target }) => {
    if (target === legend) legend.close();
  });
  const show = (state: ViewState): void => {
    if (query.value !== state.query) query.value = state.query;
    selects.baseline.value = state.baseline ?? '';
    selects.current.value = state.current ?? '';
    for (const [chip, term] of chips) chip.setAttribute('aria-pressed', String(termsIn(state.query).includes(term)));
  };
  return { show };
}

const termsIn = (query: string): string[] => query.split(/\s+/).filter(Boolean);

/** A query with a term, or without it where it has it. */
export function toggled(query: string, term: string): string {
  const terms = termsIn(query);
  return (terms.includes(term) ? terms.filter(one => one !== term) : [...terms, term]).join(' ');
}
