import type { Selection } from '../selection.ts';
import type { Grid, GridPlace } from './grid.ts';

/** Rows that Page Up and Page Down pass over. */
const pageOfRows = 10;

/**
 * Moves the focus through the table as through a spreadsheet: it has one stop for the Tab key. Enter, space and a click open
 * a place.
 * @param shown what is shown at the moment
 */
export function moveByKeys(grid: Grid, shown: () => Selection, open: (place: GridPlace) => void): void {
  const { table } = grid;
  // −1: the first cells of columns, and of rows.
  let at = { row: 0, column: -1 };
  const elementAt = ({ row, column }: typeof at): HTMLElement | undefined => {
    const { rows, columns } = shown();
    const index = columns[column] ?? -1;
    if (row < 0) return grid.heads[index];
    const line = grid.rows[rows[row] ?? -1];
    return column < 0 ? line?.head : line?.cells[index];
  };
  let stopped: HTMLElement | undefined;
  const stop = (next: HTMLElement | undefined): void => {
    if (next === undefined) return;
    if (stopped) stopped.tabIndex = -1;
    next.tabIndex = 0;
    stopped = next;
  };
  const within = (value: number, length: number): number => Math.max(-1, Math.min(length - 1, value));
  const move = (row: number, column: number): void => {
    const { rows, columns } = shown();
    const next = { row: within(row, rows.length), column: within(column, columns.length) };
    // There is nothing to open in the corner.
    if (next.row < 0 && next.column < 0) return;
    at = next;
    const cell = elementAt(at);
    stop(cell);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const placeOf = (target: EventTarget | null): HTMLElement | null =>
    target instanceof Element ? target.closest<HTMLElement>('[data-row],[data-column]') : null;

  table.addEventListener('keydown', event => {
    if (event.altKey || event.metaKey) return;
    const { rows, columns } = shown();
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [at.row - 1, at.column],
      ArrowDown: [at.row + 1, at.column],
      ArrowLeft: [at.row, at.column - 1],
      ArrowRight: [at.row, at.column + 1],
      PageUp: [Math.max(0, at.row - pageOfRows), at.column],
      PageDown: [at.row + pageOfRows, at.column],
      Home: [event.ctrlKey ? 0 : at.row, -1],
      End: [event.ctrlKey ? rows.length - 1 : at.row, columns.length - 1],
    };
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      move(...step);
    } else if ((event.key === 'Enter' || event.key === ' ') && placeOf(event.target)?.tagName === 'TD') {
      event.preventDefault();
      placeOf(event.target)?.click();
    }
  });
  table.addEventListener('focusin', ({ target }) => {
    const cell = placeOf(target);
    if (cell === null) return;
    const { rows, columns } = shown();
    const indexIn = (list: readonly number[], text: string | undefined): number =>
      text === undefined ? -1 : list.indexOf(Number(text));
    at = { row: indexIn(rows, cell.dataset.row), column: indexIn(columns, cell.dataset.column) };
    stop(cell);
  });
  table.addEventListener('click', ({ target }) => {
    const cell = placeOf(target);
    if (cell === null) return;
    cell.focus({ preventScroll: true });
    const { row, column } = cell.dataset;
    open({
      ...(row === undefined ? {} : { row: Number(row) }),
      ...(column === undefined ? {} : { column: Number(column) }),
    });
  });
  // What a filter hides cannot be where Tab leads to.
  const reset = (): void => {
    const { rows, columns } = shown();
    const isAmong = (list: readonly number[], text: string | undefined): boolean =>
      text === undefined || list.includes(Number(text));
    if (stopped && isAmong(rows, stopped.dataset.row) && isAmong(columns, stopped.dataset.column)) return;
    at = { row: 0, column: -1 };
    stop(elementAt(at));
  };
  table.addEventListener('shown', reset);
  reset();
}
