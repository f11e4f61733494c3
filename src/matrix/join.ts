import { currentId } from '../checks/aliases.ts';
import { writtenRun } from '../comparison/conformance-content.ts';
import { grouped } from '../reports/grouped.ts';
import type { ToldCheck } from '../reports/told-report.ts';
import { unwaivedWords, waiverWords } from '../reports/waiver-words.ts';
import { columnKeys } from './column-keys.ts';
import type { CellFinding, CitedText, Matrix, MatrixColumn, MatrixEdition, MatrixRow } from './matrix.ts';
import type { FactPlace, MatrixEntry } from './matrix-entry.ts';
import { productLabel } from './product.ts';
import { safeTexts } from './safe-texts.ts';
import { cut, type ShownExchange, shownExchange } from './shown-exchange.ts';

/** Exchanges of a finding that are shown, and characters of each of its texts. */
const most = { exchanges: 6, text: 2000 } as const;

/**
 * Joins runs of products: a column for each, a row for each fact that any of them was judged by. Pure.
 * @param entries in the order of the columns
 * @param editions the states of pages that have a name, the latest last
 */
export function matrixOf(entries: readonly MatrixEntry[], editions: readonly MatrixEdition[], suite: string): Matrix {
  const findings = interned<CellFinding>();
  const texts = interned<CitedText>();
  const keys = columnKeys(entries.map(({ product }) => productLabel(product)));
  const edition = editionOfMost(entries, editions);
  const columns = entries.map((entry, index) => columnOf(entry, keys[index] ?? '', texts));
  const rows = rowsOf(entries, edition, findings);
  const shown = safeTexts({ columns, rows, findings: findings.all });
  return { suite, edition, ...shown, texts: texts.all.map(one => (one.isKnown ? one : safeTexts(one))) };
}

/** Keeps each value once. */
interface Interned<T> {
  readonly all: readonly T[];
  readonly indexOf: (value: T) => number;
}

function interned<T>(): Interned<T> {
  const all: T[] = [];
  const known = new Map<string, number>();
  const indexOf = (value: T): number => {
    const text = JSON.stringify(value);
    const index = known.get(text) ?? all.push(value) - 1;
    known.set(text, index);
    return index;
  };
  return { all, indexOf };
}

/** The latest edition that a column is of; where none has a name, that of most of them. */
function editionOfMost(entries: readonly MatrixEntry[], editions: readonly MatrixEdition[]): MatrixEdition {
  const named = editions.findLast(({ sha256 }) => entries.some(({ edition }) => edition.sha256 === sha256));
  if (named) return named;
  const count = ({ sha256 }: MatrixEdition): number => entries.filter(one => one.edition.sha256 === sha256).length;
  const [first] = entries.map(({ edition }) => edition).sort((one, other) => count(other) - count(one));
  return first ?? { sha256: '' };
}

function columnOf(entry: MatrixEntry, key: string, texts: Interned<CitedText>): MatrixColumn {
  const { product, report, judged, edition, profiles, recording, remarks, validUntil } = entry;
  const { pages, checks: _, ...run } = writtenRun(report);
  const cited = new Set(report.checks.flatMap(({ cites }) => cites.map(({ source }) => source)));
  const names = new Set(report.checks.flatMap(one => shownExchanges(one)));
  const exchanges = recording?.exchanges.filter(({ name }) => names.has(name)) ?? [];
  return {
    key,
    label: productLabel(product),
    product,
    edition,
    profiles,
    run: { ...run, judged },
    pages: Object.fromEntries(pages),
    texts: Object.fromEntries(
      entry.texts.filter(({ source }) => cited.has(source)).map(one => [one.source, texts.indexOf(one)]),
    ),
    exchanges: Object.fromEntries(exchanges.map((one): [string, ShownExchange] => [one.name, shownExchange(one)])),
    remarks,
    ...(validUntil === undefined ? {} : { validUntil }),
  };
}

/** Rows in the order of the pages: first as the edition of the matrix has them, then what only other columns have. */
function rowsOf(entries: readonly MatrixEntry[], edition: MatrixEdition, findings: Interned<CellFinding>): MatrixRow[] {
  const checks = entries.map(({ report }) => new Map(report.checks.map(one => [currentId(one.id), one])));
  const isCurrent = (entry: MatrixEntry): boolean => entry.edition.sha256 === edition.sha256;
  const inOrder = [...entries.filter(isCurrent), ...entries.filter(entry => !isCurrent(entry))];
  const ids = new Set(inOrder.flatMap(({ report }) => report.checks.map(({ id }) => currentId(id))));
  const rows = [...ids].filter(isFact).map(id => {
    const told = inOrder.map(entry => checks[entries.indexOf(entry)]?.get(id)).find(one => one !== undefined);
    const place = inOrder.map(({ facts }) => facts.get(id)).find(one => one !== undefined);
    const cells = checks.map((own, column) => {
      const check = own.get(id);
      return check === undefined ? null : findings.indexOf(findingOf(check, entries[column]));
    });
    return { ...rowHead(id, told, place), cells };
  });
  return byPage(rows);
}

/** Entries of a target's waivers are no facts of a page. */
const isFact = (id: string): boolean => !id.startsWith('waivers/');

function rowHead(id: string, told: ToldCheck | undefined, place: FactPlace | undefined): Omit<MatrixRow, 'cells'> {
  const { title = id, level = 'MUST', cites = [] } = place ?? told ?? {};
  const page = place?.page ?? id.split('/').slice(0, 3).join('/');
  return { id, title, level, page, kind: place?.kind ?? 'others', profile: place?.profile ?? 'core', cites };
}

/** The rows of a page together, and in them those of a kind, in the order in which pages and kinds come first. */
const byPage = (rows: readonly MatrixRow[]): MatrixRow[] =>
  [...grouped(rows, ({ page }) => page).values()].flatMap(own => [...grouped(own, ({ kind }) => kind).values()].flat());

function findingOf(told: ToldCheck, entry: MatrixEntry | undefined): CellFinding {
  const { verdict, withoutStrict, evidence, answeredBy, message, expected, actual, cites } = told;
  const { deviations = [], waivers = [] } = told;
  const unwaived = unwaivedWords(told);
  const outcome = withoutStrict ?? verdict;
  const shown = entry?.recording === undefined ? [] : shownExchanges(told);
  return {
    verdict: outcome,
    ...(evidence === undefined ? {} : { evidence }),
    ...(answeredBy === undefined ? {} : { answeredBy }),
    message: cut(message, most.text),
    ...(expected === undefined ? {} : { expected: cut(expected, most.text) }),
    ...(actual === undefined ? {} : { actual: cut(actual, most.text) }),
    cites,
    deviations,
    waivers: waivers.map(waiverWords),
    ...(unwaived === undefined ? {} : { unwaived }),
    exchanges: shown,
    furtherExchanges: outcome === 'passed' ? 0 : told.exchanges.length - shown.length,
  };
}

/** The first exchanges of what did not pass. */
const shownExchanges = ({ verdict, withoutStrict, exchanges }: ToldCheck): readonly string[] =>
  (withoutStrict ?? verdict) === 'passed' ? [] : exchanges.slice(0, most.exchanges);
