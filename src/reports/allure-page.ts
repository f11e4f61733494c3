import { allurePageScript } from './allure-page-script.ts';
import { type CitedPages, citedPagesDialog, citedPagesStyle } from './cited-pages.ts';

/** What Allure's page does not know of a run. */
export interface PageExtras {
  /** Allure's ids of the tests, in the order of the verdicts. */
  readonly order: readonly string[];
  readonly pages: CitedPages;
  /** The embedded service was asked: nothing that passed says anything about another one. */
  readonly isSimulated: boolean;
  /** There were runs before this one. */
  readonly hasHistory: boolean;
}

/**
 * Allure's page as its readers need it: readable on a phone, in the order of the verdicts, with the cited pages in it, and
 * without a share of success, empty tabs and analytics. It needs no network. The version of Allure is pinned, and tests notice
 * where another one needs other changes.
 */
export function finishedPage(html: string, { order, pages, isSimulated, hasHistory }: PageExtras): string {
  const styles = [...(isSimulated ? [simulatedStyle] : []), ...(hasHistory ? [] : [withoutHistoryStyle])];
  const style = [readableStyle, citedPagesStyle, ...styles].join('\n');
  const head = `<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head>`;
  return [withoutAnalytics, withoutSuccessRate, (page: string) => inOrder(page, order)]
    .reduce((page, change) => change(page), html)
    .replace('<head>', () => `<head>${contentSecurityPolicy}`)
    .replace('</head>', () => head)
    .replace('<body>', () => `<body>${citedPagesDialog(pages)}${allurePageScript}`);
}

/**
 * The page may load, ask and send nothing from outside, whatever stands in it. Its own scripts are inline or in data URLs; what
 * Allure shows of an attachment is a blob.
 */
const contentSecurityPolicy = `<meta http-equiv="Content-Security-Policy" content="${[
  "default-src 'none'",
  "script-src 'unsafe-inline' data:",
  "style-src 'unsafe-inline' data:",
  'img-src data: blob:',
  'font-src data:',
  'media-src data: blob:',
  'frame-src data: blob:',
  'connect-src data: blob:',
  "base-uri 'self'",
  "form-action 'none'",
].join('; ')}">`;

/** Allure's page reports every reader to Google, and has no option against it. */
const withoutAnalytics = (html: string): string =>
  html.replace(/<script\b[^>]*>[^<]*<\/script>/g, element =>
    /googletagmanager\.com|\bgtag\(/.test(element) ? '' : element,
  );

/** Allure's ring shows the passed of the passed and failed: 100 % where all else is unproven. It gets no numbers. */
const withoutSuccessRate = (html: string): string => withWidget(html, 'pie_chart', () => ({ slices: [] }));

interface Tree {
  readonly groupsById: Record<string, { groups?: string[]; leaves?: string[] }>;
  readonly leavesById: Record<string, { groupOrder: number }>;
  readonly root: { groups?: string[]; leaves?: string[] };
}

/** Allure orders tests by their start, which differs from run to run where requests are sent at the same time. */
function inOrder(html: string, order: readonly string[]): string {
  const positions = new Map(order.map((id, index) => [id, index]));
  const position = (id: string): number => positions.get(id) ?? order.length;
  const sorted = (ids: readonly string[] = []): string[] =>
    ids.toSorted((one, other) => position(one) - position(other));
  const inTree = ({ groupsById, leavesById, root }: Tree): Tree => {
    const first = (id: string): number => {
      const { groups = [], leaves = [] } = groupsById[id] ?? {};
      return Math.min(...groups.map(first), ...leaves.map(position));
    };
    const sortedGroups = (ids: readonly string[] = []): string[] =>
      ids.toSorted((one, other) => first(one) - first(other));
    const inGroup = <T extends { groups?: string[]; leaves?: string[] }>(group: T): T => ({
      ...group,
      groups: sortedGroups(group.groups),
      leaves: sorted(group.leaves),
    });
    return {
      root: inGroup(root),
      groupsById: mapped(groupsById, inGroup),
      leavesById: mapped(leavesById, (leaf, id) => ({ ...leaf, groupOrder: position(id) + 1 })),
    };
  };
  return withWidget(withWidget(html, 'tree', inTree), 'nav', sorted);
}

const mapped = <T>(entries: Readonly<Record<string, T>>, change: (value: T, key: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, change(value, key)]));

/** Changes the data of a part of the page, which stands in it as JSON in Base64: for all tests, and for each environment. */
function withWidget<T>(html: string, name: string, change: (data: T) => T): string {
  const data = new RegExp(`(d\\("widgets/(?:[^"]+/)?${name}\\.json",)"([^"]*)"`, 'g');
  return html.replace(data, (_, before: string, text: string) => {
    const changed = change(JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as T);
    return `${before}"${Buffer.from(JSON.stringify(changed)).toString('base64')}"`;
  });
}

/** Places of Allure's page, by the names that its own tests find them by. */
const at = (...names: readonly string[]): string => names.map(name => `[data-testid="${name}"]`).join(', ');

/** What has nothing to show is hidden, with the space around it; what is long is wrapped; a phone gets one column. */
const readableStyle = `
article[class*="styles_chart__"], ${at('nav-tab-qualityGate', 'nav-tab-globalAttachments', 'nav-tab-globalErrors')},
${at('test-result-tab-retries', 'test-result-tab-environments')},
${at('test-result-tab-attachments')}:not(:has(${at('counter')})),
${at('retry-filter', 'flaky-filter', 'resolution-filter')} { display: none !important; }
${at('metadata-list', 'metadata-item', 'metadata-item-value')} { height: auto !important; }
${at('metadata-item-value')} * { white-space: normal !important; overflow-wrap: anywhere; height: auto !important; }
${at('tree-section-title')} { white-space: normal !important; height: auto !important; }
@media (max-width: 40rem) {
  :has(> ${at('metadata-item')}) { grid-template-columns: 1fr !important; }
  ${at('test-result-attachment-header')} span[class="paragraphs-text-s"] { display: none; }
}`;

const withoutHistoryStyle = `
${at('test-result-tab-history', 'transition-filter')} { display: none !important; }
${at('severity-filter')} { margin-left: -24px; }`;

const simulatedStyle = `
${at('metadata-item-passed')}::after { content: "simulated"; font: .75rem sans-serif; opacity: .75; }`;
