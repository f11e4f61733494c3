import { checksOf } from '../../src/checks/suite.ts';
import { judgeAll, type Verdict } from '../../src/checks/verdict.ts';
import type { Contract } from '../../src/contract/contract.ts';
import type { Field } from '../../src/contract/field.ts';
import type { Rule } from '../../src/contract/notes.ts';
import { operationRecording } from '../../src/recording/operation-recording.ts';
import type { Recording } from '../../src/recording/recording.ts';
import type { Exchange } from '../../src/wire/exchange.ts';
import { contract as showBackup } from './embedded-recording.ts';

const place = { file: 'specs/test/list-volumes.rst', line: 7 };

function field(id: string, type: Field['type'], { rules = [], members = [] }: Partial<Inside> = {}): Field {
  const name = id.split('/').at(-1) ?? '';
  const holdings = { array: 'list', object: 'object' } as const;
  return {
    id,
    names: [name],
    documentedType: type,
    type,
    nullable: false,
    optional: false,
    words: [],
    rules: rules.map(rule => ({ rule, level: 'MUST', cites: [{ source: place.file, line: 8 }] })),
    holding: type === 'array' || type === 'object' ? holdings[type] : undefined,
    members,
    place,
    cites: [{ source: place.file, line: place.line, clause: `\`${name}\` is documented` }],
  };
}

interface Inside {
  readonly rules: readonly Rule[];
  readonly members: readonly Field[];
}

const members = (before: string): Field[] => [
  field(`${before}/id`, 'string'),
  field(`${before}/size`, 'integer', { rules: [{ rule: 'not-negative' }] }),
];

function contractWith(root: Field, envelope: Field | undefined): Contract {
  return {
    ...showBackup,
    id: 'test/list-volumes',
    name: 'list-volumes',
    operation: { method: 'GET', path: '/v3/{project_id}/volumes', line: 1, column: 1, place },
    parameters: [],
    body: { root: { ...root, names: [''] }, envelope },
    acceptedFields: [],
    confidential: ['id'],
    steady: { always: ['id'], while: ['size'] },
  };
}

const volumes = field('response/volumes', 'array', { members: members('response/volumes/item') });
const count = field('response/count', 'integer');

/** `{"volumes": [{"id": "…", "size": 1}], "count": 1}`: a list, and a member beside it. */
export const listContract = contractWith(field('response', 'object', { members: [volumes, count] }), volumes);

/** `{"id": "…", "size": 1}`. */
export const bareContract = contractWith(field('response', 'object', { members: members('response') }), undefined);

/** `[{"id": "…", "size": 1}]`. */
export const bareListContract = contractWith(
  field('response', 'array', { members: members('response/item') }),
  undefined,
);

const exchange = (name: string, status: number, body: unknown): Exchange => ({
  name: `list-volumes/${name}`,
  request: { method: 'GET', url: 'http://service.test/v3/p1/volumes', headers: [] },
  response: {
    status,
    reason: '',
    headers: [['Content-Type', 'application/json']],
    body: Buffer.from(JSON.stringify(body)),
  },
  failure: undefined,
  startedAt: '2026-01-02T03:04:05.000Z',
  duration: 1,
  reflected: [],
});

/** The verdicts on a service that answers both reads with this body, by check id below the page. */
export function verdictsOn(contract: Contract, body: unknown, refusal: unknown = {}): ReadonlyMap<string, Verdict> {
  const recording: Recording = {
    format: 3,
    suite: 'test',
    target: { name: 'test', simulated: false, endpoint: 'http://service.test', project: 'p1', admin: false },
    operations: [{ page: contract.id, name: contract.name, parameters: { project_id: 'p1' } }],
    startedAt: '2026-01-02T03:04:05.000Z',
    duration: 1,
    exchanges: [
      exchange('show', 200, body),
      exchange('status/401/no-token', 401, refusal),
      exchange('show-again', 200, body),
    ],
    unsent: [],
    requests: [],
  };
  const verdicts = judgeAll(checksOf(contract), operationRecording(recording, contract.name));
  return new Map(verdicts.map(verdict => [verdict.id.slice(contract.id.length + 1), verdict]));
}
