/** A small page of the family, with an example that can be varied. Written for the tests of facts and contradictions. */
export function smallPage(example: string, rows: readonly (readonly [string, string, string])[] = defaultRows): string {
  const widths = [0, 1, 2].map(column => Math.max(11, ...rows.map(row => row[column]?.length ?? 0)));
  const border = (mark: string): string => `   +${widths.map(width => mark.repeat(width + 2)).join('+')}+`;
  const line = (cells: readonly string[]): string =>
    `   |${cells.map((cell, column) => ` ${cell.padEnd(widths[column] ?? 0)} `).join('|')}|`;
  const table = [
    border('-'),
    line(['Parameter', 'Type', 'Description']),
    border('='),
    ...rows.flatMap(row => [line(row), border('-')]),
  ];
  return [
    'Showing a Thing',
    '===============',
    '',
    'URI',
    '---',
    '',
    'GET /v3/{project_id}/things/{thing_id}',
    '',
    'Response',
    '--------',
    '',
    '-  Parameter description',
    '',
    ...table,
    '',
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
    '   200',
    '',
    '-  Abnormal',
    '',
    '   =============  ==========',
    '   Status Code    Description',
    '   =============  ==========',
    '   404 Not Found  Gone.',
    '   =============  ==========',
    '',
  ].join('\n');
}

const defaultRows: readonly (readonly [string, string, string])[] = [
  ['thing', 'dict', 'The thing'],
  ['id', 'string', 'ID of the thing'],
  ['count', 'int', 'How many'],
  ['acl:owner', 'string', 'Whose'],
  ['colour', 'string', 'One of **red** and **blue**'],
  ['url', 'string', 'Where'],
];
