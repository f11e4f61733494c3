import type { CheckChange } from '../../comparison/change.ts';
import type { Citation } from '../../contract/citation.ts';
import { turnWords } from '../../reports/comparison-words.ts';
import { deviationWords } from '../../reports/deviation-words.ts';
import { type CellFinding, findingAt, type Matrix, type MatrixRow } from '../matrix.ts';
import type { ShownExchange } from '../shown-exchange.ts';
import { type Children, element } from './element.ts';
import { findingClasses, findingLabel } from './grid.ts';
import { citedText, placeWords, textLines } from './page-text.ts';

/** What a cell says: expected and got, what the page says, waivers, and the exchanges of what did not pass. */
export function findingView(matrix: Matrix, row: MatrixRow, column: number, change: CheckChange | undefined): Children {
  const finding = findingAt(matrix, row, column);
  if (finding === undefined)
    return [factWords(row), element('p', {}, 'The run of this product was not judged by this fact.')];
  const { message, deviations, waivers, unwaived } = finding;
  return [
    factWords(row),
    element(
      'p',
      { class: 'verdict' },
      element('span', { class: `sample ${findingClasses(finding)}`, 'aria-hidden': 'true' }),
      element('strong', {}, findingLabel(finding)),
    ),
    ...(change ? [element('p', { class: `turn k-${change.kind}` }, `${change.kind}: ${turnWords(change)}`)] : []),
    ...(message === '' ? [] : [element('p', { class: 'message' }, message)]),
    ...expectation(finding),
    ...listed('Deviations', deviations.map(deviationWords)),
    ...listed('Accepted by its owner', waivers),
    ...listed('Not accepted', unwaived === undefined ? [] : [unwaived]),
    ...citations(matrix, finding.cites, column),
    ...exchanges(matrix, finding, column),
  ];
}

const factWords = ({ title, id, level, profile }: MatrixRow): HTMLElement =>
  element(
    'div',
    { class: 'fact' },
    element('p', { class: 'rule' }, element('span', { class: 'level' }, level), ' ', title),
    element('p', { class: 'place' }, `${id} · ${profile}`),
  );

function expectation({ expected, actual }: CellFinding): Children {
  if (expected === undefined && actual === undefined) return [];
  return [
    element(
      'dl',
      { class: 'expectation' },
      element('div', {}, element('dt', {}, 'Expected'), element('dd', {}, expected ?? '–')),
      element('div', {}, element('dt', {}, 'Got'), element('dd', {}, actual ?? '–')),
    ),
  ];
}

const listed = (title: string, texts: readonly string[]): Children =>
  texts.length === 0
    ? []
    : [element('h3', {}, title), element('ul', {}, ...texts.map(text => element('li', {}, text)))];

/** What is cited; of the first place the lines around it. */
function citations(matrix: Matrix, cites: readonly Citation[], column: number): Children {
  const entries = cites.map((cite, index) => {
    const text = citedText(matrix, matrix.columns[column], cite);
    const { source, line, clause } = cite;
    const where =
      text && line !== undefined
        ? element('a', { href: `#${source}`, 'data-cite': String(index) }, placeWords(cite))
        : placeWords(cite);
    return element(
      'li',
      {},
      where,
      ...(clause === undefined ? [] : [`: ${clause}`]),
      ...(text && line !== undefined && index === 0 ? [textLines(text.text, line, 'excerpt')] : []),
    );
  });
  return entries.length === 0
    ? []
    : [element('h3', {}, 'What is written'), element('ul', { class: 'cites' }, ...entries)];
}

function exchanges(
  { columns }: Matrix,
  { verdict, exchanges: names, furtherExchanges }: CellFinding,
  column: number,
): Children {
  if (verdict === 'passed') return [];
  const shown = names.flatMap(name => {
    const own = columns[column]?.exchanges ?? {};
    const exchange = Object.hasOwn(own, name) ? own[name] : undefined;
    return exchange ? [[name, exchange] as const] : [];
  });
  const rest =
    furtherExchanges > 0
      ? [element('p', { class: 'quiet' }, `${furtherExchanges} more are in the recording, if it is published.`)]
      : [];
  if (shown.length + rest.length === 0) return [];
  return [
    element('h3', {}, 'Exchanges'),
    ...shown.map(([name, one], index) => exchangeView(name, one, index === 0)),
    ...rest,
  ];
}

function exchangeView(name: string, { request, response, repeat }: ShownExchange, isOpen: boolean): HTMLElement {
  const [status = ''] = response.split('\n');
  const view = element(
    'details',
    { class: 'exchange' },
    element('summary', {}, element('code', {}, name), element('span', { class: 'status' }, status)),
    element('h4', {}, 'Request'),
    block('Request', request),
    element('h4', {}, 'Answer'),
    block('Answer', response),
    element('h4', {}, 'Repeat'),
    block('Command', repeat),
  );
  view.open = isOpen;
  return view;
}

const block = (label: string, text: string): HTMLElement =>
  element('pre', { tabindex: '0', role: 'region', 'aria-label': label }, text);
