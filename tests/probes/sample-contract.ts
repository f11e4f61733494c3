import type { Contract } from '../../src/contract/contract.ts';
import type { Field } from '../../src/contract/field.ts';
import type { Rule } from '../../src/contract/notes.ts';
import type { Way } from '../../src/probes/way.ts';
import { firstRead, waysOf } from '../../src/probes/ways.ts';

const place = { file: 'sample.rst', line: 1 };

function field(name: string, rules: readonly Rule[], members: readonly Field[] = []): Field {
  return {
    id: `response/${name}`,
    names: [name],
    documentedType: 'any',
    type: 'string',
    nullable: false,
    optional: false,
    words: [],
    rules: rules.map(rule => ({ rule, level: 'MUST', cites: [] })),
    holding: members.length > 0 ? 'object' : undefined,
    members,
    place,
    cites: [],
  };
}

const link = field(
  'links',
  [{ rule: 'links-to-this-resource' }],
  [field('href', [{ rule: 'absolute-url' }]), field('rel', [{ rule: 'relation-types', more: 'next' }])],
);

/** Every status of the table of ways. */
export const everyCode = [200, 400, 401, 403, 404, 405, 406, 407, 408, 409, 500, 501, 502, 503, 504];

/** A contract with what probes look at: a path, the links, these documented statuses. */
export function sampleContract(codes: readonly number[] = everyCode, members: readonly Field[] = [link]): Contract {
  const envelope: Field = { ...field('backup', [], members), holding: 'object', type: 'object' };
  return {
    id: 'vbs/v3/sample',
    name: 'sample',
    title: 'Sample',
    strictness: 'ruled',
    operation: { method: 'GET', path: '/v3/{project_id}/backups/{backup_id}', line: 1, column: 1, place },
    notesFile: 'sample.yaml',
    parameters: [],
    query: [],
    success: 200,
    body: { root: { ...field('', [], [envelope]), type: 'object' }, envelope },
    statuses: codes.map(code => ({ id: `status/${code}`, code, phrase: '', normal: code === 200, place })),
    acceptedFields: [],
    otherVersions: [],
    steady: { always: [], while: [] },
    list: undefined,
    confidential: [],
    subjects: {
      backup_id: {
        list: '/v3/{project_id}/backups/detail',
        query: { status: 'available', limit: '100' },
        where: { status: 'available' },
        member: 'id',
      },
    },
    mediaType: { value: 'application/json', cites: [] },
  };
}

/** The ways that such an operation has. */
export const sampleWays: readonly Way[] = waysOf(sampleContract()).filter(({ name }) => name !== firstRead);
