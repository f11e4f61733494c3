/** A row of a table of fields: name, type, description. */
export type FieldRow = readonly [name: string, type: string, description: string];

/** What varies between the small pages. They are written for the tests, and describe no service that there is. */
export interface Parts {
  readonly path?: string;
  /** Rows with name, whether mandatory, type, description. */
  readonly query?: readonly (readonly string[])[];
  /** Tables of fields by their titles. */
  readonly tables: Readonly<Record<string, readonly FieldRow[]>>;
  /** The example response, as it stands there. */
  readonly example: string;
  /** The normal status. */
  readonly normal?: string;
  /** Rows with the other statuses, and what each says. */
  readonly abnormal?: readonly (readonly [status: string, description: string])[];
}

/** A small page of the family about one read operation. */
export function pageOf({
  path = '/v3/{project_id}/things',
  query = [],
  tables,
  example,
  normal = '200',
  abnormal = [['404 Not Found', 'Gone.']],
}: Parts): string {
  const filter = gridTable('Request filter parameters', ['Parameter', 'Mandatory', 'Type', 'Description'], query);
  return [
    'Showing a Thing',
    '===============',
    '',
    'URI',
    '---',
    '',
    `GET ${path}`,
    '',
    ...(query.length > 0 ? filter : []),
    'Response',
    '--------',
    '',
    ...Object.entries(tables).flatMap(([title, rows]) => gridTable(title, ['Parameter', 'Type', 'Description'], rows)),
    '-  Example response',
    '',
    '   .. code-block::',
    '',
    ...example.split('\n').map(one => `      ${one}`),
    '',
    'Status Codes',
    '------------',
    '',
    '-  Normal',
    '',
    `   ${normal}`,
    '',
    '-  Abnormal',
    '',
    ...statusTable(abnormal),
  ].join('\n');
}

/** A small page about one thing in an envelope, with an example that can be varied. */
export function smallPage(example: string, rows: readonly FieldRow[] = defaultRows): string {
  return pageOf({
    path: '/v3/{project_id}/things/{thing_id}',
    tables: { 'Parameter description': rows },
    example,
  });
}

const defaultRows: readonly FieldRow[] = [
  ['thing', 'dict', 'The thing'],
  ['id', 'string', 'ID of the thing'],
  ['count', 'int', 'How many'],
  ['acl:owner', 'string', 'Whose'],
  ['colour', 'string', 'One of **red** and **blue**'],
  ['url', 'string', 'Where'],
];

function statusTable(rows: readonly (readonly [status: string, description: string])[]): string[] {
  const header = ['Status Code', 'Description'] as const;
  const width = Math.max(...[header, ...rows].map(([status]) => status.length));
  const widest = Math.max(...[header, ...rows].map(([, description]) => description.length));
  const border = `   ${'='.repeat(width)}  ${'='.repeat(widest)}`;
  const line = ([status, description]: readonly [string, string]): string =>
    `   ${status.padEnd(width)}  ${description}`;
  return [border, line(header), border, ...rows.map(line), border, ''];
}

function gridTable(title: string, header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map(row => row[column]?.length ?? 0)));
  const border = (mark: string): string => `   +${widths.map(width => mark.repeat(width + 2)).join('+')}+`;
  const line = (cells: readonly string[]): string =>
    `   |${cells.map((cell, column) => ` ${cell.padEnd(widths[column] ?? 0)} `).join('|')}|`;
  const below = rows.flatMap(row => [line(row), border('-')]);
  return [`-  ${title}`, '', border('-'), line(header), border('='), ...below, ''];
}
