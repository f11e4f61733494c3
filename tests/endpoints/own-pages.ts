import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pageOf } from '../documentation/small-page.ts';

const statuses = [
  ['401 Unauthorized', 'The token is not good.'],
  ['404 Not Found', 'There is no such thing.'],
  ['405 Method Not Allowed', 'It can only be read.'],
] as const;

const widgetPage = pageOf({
  path: '/v3/{project_id}/widgets/{widget_id}',
  tables: {
    'Parameter description': [
      ['widget', 'dict', 'The widget'],
      ['id', 'string', 'ID of the widget'],
      ['size', 'int', 'How large it is'],
      ['maker', 'string', 'Who made it'],
    ],
  },
  example: '{"widget": {"id": "widget-0", "size": 3, "maker": "Widgets and Sons"}}',
  abnormal: statuses,
});

const widgetNotes = `
rulings: []
meanings:
  - { on: response/id, says: ID of the widget, rule: same-as-path, parameter: widget_id }
  - { on: response/size, says: How large it is, rule: not-negative }
steady: { always: [id], while: [size] }
confidential: [maker]
subjects:
  widget_id: { list: "/v3/{project_id}/widgets", query: {}, where: { state: ready }, member: id }
media-type: { value: application/json, cites: [] }
`;

const gadgetPage = pageOf({
  path: '/v3/{project_id}/gadgets/{gadget_id}',
  tables: {
    'Parameter description': [
      ['gadget', 'dict', 'The gadget'],
      ['id', 'string', 'ID of the gadget'],
      ['colour', 'string', 'Either **red** or **blue**'],
      ['maker', 'string', 'Who made it'],
    ],
  },
  example: '{"gadget": {"id": "gadget-0", "colour": "red", "maker": "Gadgets and Daughters"}}',
  abnormal: statuses,
});

const gadgetNotes = `
rulings: []
meanings:
  - { on: response/id, says: ID of the gadget, rule: same-as-path, parameter: gadget_id }
  - { on: response/colour, says: Either red or blue, rule: one-of, values: [red, blue] }
steady: { always: [id], while: [] }
confidential: [maker]
media-type: { value: application/json, cites: [] }
`;

/** Two pages on resources that no service of ours has, with the notes beside them, by their paths in a folder of pages. */
export const ownPages: Readonly<Record<string, string>> = {
  'shop/v3/show-gadget.rst': gadgetPage,
  'shop/v3/show-gadget.yaml': gadgetNotes,
  'shop/v3/show-widget.rst': widgetPage,
  'shop/v3/show-widget.yaml': widgetNotes,
};

/** Writes pages and notes into a folder. */
export function writePages(folder: string, files: Readonly<Record<string, string>> = ownPages): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

/** A running service that has one widget and one gadget. */
export interface Shop {
  /** What a run of it needs. */
  readonly env: Readonly<Record<string, string>>;
  /** The requests that came, by method and path. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

const project = 'project-1';
const tokens = { own: 'token-own', other: 'token-other', noRole: 'token-norole' };

/** What the service answers about its widget and its gadget. */
export interface Stock {
  readonly widgets: unknown;
  readonly gadgets: unknown;
}

/** Resources that are as the pages say. */
export const stock = {
  widgets: { widget: { id: 'widget-1', size: 7, maker: 'Widgets and Sons' } },
  gadgets: { gadget: { id: 'gadget-1', colour: 'blue', maker: 'Gadgets and Daughters' } },
} as const satisfies Stock;

/** Serves these resources, and refuses all else as the pages say. */
export async function openShop(resources: Stock): Promise<Shop> {
  const asked: string[] = [];
  const answers: Readonly<Record<string, unknown>> = {
    [`/v3/${project}/widgets`]: {
      widgets: [
        { id: 'widget-9', state: 'broken' },
        { id: 'widget-1', state: 'ready' },
      ],
    },
    [`/v3/${project}/widgets/widget-1`]: resources.widgets,
    [`/v3/${project}/gadgets/gadget-1`]: resources.gadgets,
  };
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const refusal = refusalOf(request);
    const body = refusal ? undefined : answers[request.url ?? ''];
    const [status, content] = refusal ?? (body ? [200, body] : [404, fault(404, 'There is no such thing.')]);
    const fields = status === 405 ? { Allow: 'GET' } : status === 401 ? { 'WWW-Authenticate': 'Keystone' } : {};
    response.writeHead(status, { 'Content-Type': 'application/json', ...fields }).end(JSON.stringify(content));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    env: {
      VBS_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      OS_TOKEN: tokens.own,
      OS_PROJECT_ID: project,
      VBS_OTHER_TOKEN: tokens.other,
      VBS_NOROLE_TOKEN: tokens.noRole,
      VBS_SUBJECT_GADGET_ID: 'gadget-1',
    },
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

function refusalOf({ method, headers }: IncomingMessage): readonly [status: number, content: unknown] | undefined {
  if (method !== 'GET') return [405, fault(405, 'It can only be read.')];
  const token = headers['x-auth-token'];
  if (token === tokens.own) return undefined;
  return token === tokens.other || token === tokens.noRole
    ? [404, fault(404, 'There is no such thing.')]
    : [401, fault(401, 'The token is not good.')];
}

const fault = (code: number, words: string): unknown => ({ fault: { code, message: words } });
