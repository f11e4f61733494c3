import { against } from '../against.ts';
import { operationOfPage } from '../matrix.ts';
import type { PageContent } from '../matrix-page.ts';
import { parseQuery } from '../query.ts';
import { type Selection, selector } from '../selection.ts';
import { columnView } from './column-view.ts';
import { comparisonView } from './comparison-view.ts';
import { detailDialog } from './detail.ts';
import { byId } from './element.ts';
import { factView } from './fact-view.ts';
import { findingView } from './finding-view.ts';
import { type GridPlace, gridOf } from './grid.ts';
import { moveByKeys } from './grid-keys.ts';
import { toolsOf } from './tools.ts';
import { hashOf, stateIn, type ViewState } from './view-state.ts';

const { matrix, marks } = JSON.parse(byId('content', HTMLScriptElement).textContent ?? '') as PageContent;
for (const [verdict, mark] of Object.entries(marks)) {
  document.documentElement.style.setProperty(`--mark-${verdict}`, JSON.stringify(mark));
}
const columnOfKey = (key: string | undefined): number => matrix.columns.findIndex(one => one.key === key);

const grid = gridOf(matrix, ({ id, page }) => `${operationOfPage(page)}${id.slice(page.length)}`);
const select = selector(matrix);
let state: ViewState = stateIn(location.hash);
let selection: Selection = select({ terms: [], problems: [] });
/** Which citation of a fact is shown. */
let cited = 0;

/** Shows another state. What opens something can be left by going back. */
function change(changed: Partial<ViewState>, step: 'same' | 'new' = 'same'): void {
  const { query, ...others } = { ...state, ...changed };
  state = {
    query,
    ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== '' && value !== undefined)),
  };
  const address = hashOf(state);
  if (step === 'new') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  show();
}

const isCompared = ({ baseline, current }: ViewState): boolean =>
  columnOfKey(baseline) >= 0 && columnOfKey(current) >= 0;

/** The comparison that the state asks for. */
const comparison = () =>
  isCompared(state) ? against(matrix, columnOfKey(state.baseline), columnOfKey(state.current)) : undefined;

function show(): void {
  const compared = comparison();
  const query = parseQuery(state.query);
  const columns = [...new Set([columnOfKey(state.baseline), columnOfKey(state.current)])];
  selection = select(query, compared ? { columns, changes: compared.changes } : {});
  grid.show(selection, compared?.changes);
  grid.table.dispatchEvent(new Event('shown'));
  tools.show(state);
  const { rows, columns: shown } = selection;
  const products =
    shown.length === matrix.columns.length ? '' : `, ${shown.length} of ${matrix.columns.length} products`;
  setText('count', `${rows.length} of ${matrix.rows.length} facts${products}`);
  byId('nothing', HTMLParagraphElement).hidden = rows.length > 0 && shown.length > 0;
  const problems = byId('problems', HTMLDivElement);
  problems.hidden = query.problems.length === 0;
  setText('problems', query.problems.join(' '));
  showComparison(compared);
  showDetail(compared);
}

function showComparison(compared: ReturnType<typeof comparison>): void {
  const [baseline, current] = [matrix.columns[columnOfKey(state.baseline)], matrix.columns[columnOfKey(state.current)]];
  const place = byId('changes', HTMLElement);
  place.hidden = compared === undefined;
  if (!compared || !baseline || !current) return;
  place.replaceChildren(...comparisonView(compared, baseline, current, kind => change({ query: `change:${kind}` })));
}

function showDetail(compared: ReturnType<typeof comparison>): void {
  const row = matrix.rows.find(({ id }) => id === state.fact);
  const column = columnOfKey(state.column);
  const label = matrix.columns[column]?.label ?? '';
  if (row && cited === 0 && column >= 0) {
    detail.show(label, findingView(matrix, row, column, compared?.changes.get(row)));
  } else if (row) {
    detail.show(
      operationOfPage(row.page),
      factView(matrix, row, Math.max(0, cited - 1), column < 0 ? undefined : column),
    );
  } else if (column >= 0) detail.show(label, columnView(matrix, column));
  else detail.close();
}

function setText(id: string, text: string): void {
  const place = byId(id, HTMLElement);
  if (place.textContent !== text) place.textContent = text;
}

function open({ row, column }: GridPlace): void {
  cited = 0;
  const fact = row === undefined ? '' : (matrix.rows[row]?.id ?? '');
  change({ fact, column: column === undefined ? '' : (matrix.columns[column]?.key ?? '') }, 'new');
}

const detail = detailDialog(
  () => {
    cited = 0;
    if (state.fact !== undefined || state.column !== undefined) change({ fact: '', column: '' });
  },
  index => {
    cited = index + 1;
    show();
  },
);
const tools = toolsOf(matrix, chosen => {
  const next = { ...state, ...chosen };
  // A user who compares wants to see what changed; the condition can be removed like any other.
  const starts = !isCompared(state) && isCompared(next);
  const ends = isCompared(state) && !isCompared(next);
  if (starts && next.query === '') change({ ...chosen, query: 'is:changed' });
  else if (ends)
    change({ ...chosen, query: next.query.replace(/(?:^|\s)(?:is:changed|change:\S*)(?=\s|$)/g, '').trim() });
  else change(chosen);
});
byId('scroll', HTMLDivElement).replaceChildren(grid.table);
moveByKeys(grid, () => selection, open);
addEventListener('popstate', () => {
  state = stateIn(location.hash);
  cited = 0;
  show();
});
show();
