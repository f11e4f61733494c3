import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pageOf } from '../documentation/small-page.ts';

const abnormal = [['401 Unauthorized', 'The token is not good.']] as const;
const fields = [
  ['id', 'string', 'ID of the widget'],
  ['state', 'string', 'How it is'],
] as const;

const listPage = pageOf({
  path: '/v3/{project_id}/widgets',
  query: [
    ['most', 'No', 'int', 'The most widgets that an answer may contain'],
    ['state', 'No', 'string', 'Only those in this state: **ready**, **sold** or **broken**'],
  ],
  tables: {
    'Parameter description': [
      ['widgets', 'list<dict>', 'The widgets'],
      ['widgets_links', 'list<dict>', 'Further widgets'],
    ],
    '**widget** field description': fields,
    '**links** field description': [
      ['href', 'string', 'Where to go on'],
      ['rel', 'string', '**next**: there are more widgets'],
    ],
  },
  example:
    '{"widgets": [{"id": "widget-0", "state": "ready"}], "widgets_links": [{"href": "https://a.test/", "rel": "next"}]}',
  abnormal,
});

const listNotes = `
rulings:
  - on: [absent/widgets_links]
    observed: last-page.txt
    decision: optional
    reason: There is nothing after the last page.
meanings:
  - { on: response/envelope, says: The widgets, rule: items }
  - { on: response/envelope, says: The widgets, rule: shown-by, operation: show-widget }
  - { on: response/id, says: ID of the widget, rule: identified-by }
  - { on: response/widgets_links, says: Further widgets, rule: next-in, relation: next }
  - { on: response/widgets_links/item/href, says: Where to go on, rule: absolute-url }
  - { on: request/most, says: The most widgets that an answer may contain, rule: limit }
  - { on: request/state, says: "Only those in this state: ready, sold or broken", rule: filter, field: state, match: exact }
steady: { always: [id], while: [state] }
confidential: [id]
media-type: { value: application/json, cites: [] }
`;

const showPage = pageOf({
  path: '/v3/{project_id}/widgets/{widget_id}',
  tables: { 'Parameter description': [['widget', 'dict', 'The widget'], ...fields] },
  example: '{"widget": {"id": "widget-0", "state": "ready"}}',
  abnormal,
});

const showNotes = `
rulings: []
meanings:
  - { on: response/id, says: ID of the widget, rule: same-as-path, parameter: widget_id }
steady: { always: [id], while: [state] }
confidential: [id]
subjects:
  widget_id: { list: "/v3/{project_id}/widgets", query: {}, where: { state: ready }, member: id }
media-type: { value: application/json, cites: [] }
`;

/** A page about a list and one about its items, with notes and an observation, by their paths in a folder of pages. */
export const listPages: Readonly<Record<string, string>> = {
  'shop/v3/list-widgets.rst': listPage,
  'shop/v3/list-widgets.yaml': listNotes,
  'shop/v3/list-widgets/last-page.txt': 'HTTP/1.1 200 OK\n\n{"widgets": [{"id": "widget-7", "state": "sold"}]}\n',
  'shop/v3/show-widget.rst': showPage,
  'shop/v3/show-widget.yaml': showNotes,
};

/** What a service has of each widget. */
export interface Widget {
  readonly id: string;
  readonly state: string;
}

export const widgets: readonly Widget[] = ['ready', 'sold', 'ready', 'ready', 'sold', 'ready', 'ready'].map(
  (state, index) => ({ id: `widget-${index + 1}`, state }),
);

/** Widgets as a query selects them, before they are divided into pages. */
export type Select = (state: string | null) => readonly Widget[];

export const selectByState: Select = state => widgets.filter(one => state === null || one.state === state);

/** A running service, and what a run of it needs. */
export interface WidgetService {
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** Serves widgets to the own user, in pages, and others to another project. */
export async function openWidgets(select: Select): Promise<WidgetService> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', `http://${request.headers.host}`);
    const [status, body] = answerTo(url, request.headers['x-auth-token'], select);
    const challenge = status === 401 ? { 'WWW-Authenticate': 'Keystone' } : {};
    response.writeHead(status, { 'Content-Type': 'application/json', ...challenge }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    env: {
      VBS_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      OS_TOKEN: 'token-own',
      OS_PROJECT_ID: 'project-1',
      VBS_OTHER_TOKEN: 'token-other',
      VBS_OTHER_PROJECT_ID: 'project-2',
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

function answerTo(url: URL, token: unknown, select: Select): readonly [status: number, body: unknown] {
  const [, , project, , id] = url.pathname.split('/');
  if (token === 'token-other' && project === 'project-2') return [200, { widgets: [{ id: 'theirs', state: 'sold' }] }];
  if (token !== 'token-own') return [401, { fault: { code: 401, message: 'The token is not good.' } }];
  if (id === undefined) return [200, pageAt(url, select)];
  const widget = widgets.find(one => one.id === id);
  return widget ? [200, { widget }] : [404, { fault: { code: 404, message: 'There is no such widget.' } }];
}

function pageAt(url: URL, select: Select): unknown {
  const all = select(url.searchParams.get('state'));
  const begin = all.findIndex(({ id }) => id === url.searchParams.get('after')) + 1;
  const end = begin + Number(url.searchParams.get('most') ?? all.length);
  const last = all[end - 1];
  if (end >= all.length || !last) return { widgets: all.slice(begin) };
  const next = new URL(url);
  next.searchParams.set('after', last.id);
  return { widgets: all.slice(begin, end), widgets_links: [{ rel: 'next', href: next.href }] };
}
