import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentField } from '../../src/contract/body.ts';
import {
  changed,
  complaints,
  contract,
  reads,
  recordEmbedded,
  subjectsOf,
  verdictOn,
  verdictsOn,
  withBackup,
  withText,
} from './embedded-recording.ts';

const conforming = await recordEmbedded();
const incremental = changed(
  conforming,
  reads,
  withBackup(backup => {
    backup.description = JSON.stringify({ DESC: 'before the upgrade', INC: 1 });
  }),
);

/** A value of every JSON type, so that each field meets all that it is not. */
const strangers = { string: 'text', integer: 7, fraction: 7.5, boolean: true, null: null, array: [], object: {} };

function allowed(type: string, nullable: boolean): string[] {
  const own = type === 'integer' ? ['integer'] : [type];
  return nullable ? [...own, 'null'] : own;
}

test('the embedded service keeps to the page', () => {
  assert.deepEqual(complaints(conforming), []);
  assert.deepEqual(complaints(incremental), []);
  assert.equal(verdictOn(incremental, 'response/description/INC/value').verdict, 'passed');
});

for (const field of contentField(contract.body).members) {
  const name = field.names.at(-1) as string;
  const below = field.id;

  test(`${name} of another type fails its type check`, () => {
    for (const [kind, value] of Object.entries(strangers)) {
      if (allowed(field.type, field.nullable).includes(kind)) continue;
      const broken = changed(
        conforming,
        reads,
        withBackup(backup => Object.assign(backup, { [name]: value })),
      );
      assert.equal(verdictOn(broken, `${below}/type`).verdict, 'failed', `${name}: ${kind}`);
    }
  });

  test(`${name} missing or misspelt fails its presence check`, () => {
    const missing = changed(
      conforming,
      reads,
      withBackup(backup => Reflect.deleteProperty(backup, name)),
    );
    assert.equal(verdictOn(missing, `${below}/presence`).verdict, 'failed');
    const misspelt = changed(
      conforming,
      reads,
      withBackup(backup => {
        backup[`${name}s`] = backup[name];
        delete backup[name];
      }),
    );
    assert.equal(verdictOn(misspelt, `${below}/presence`).verdict, 'failed');
    assert.equal(verdictOn(misspelt, 'body/undocumented-fields').verdict, 'warned');
  });

  test(`${name} wrong in the second read only fails as well`, () => {
    const wrong = changed(
      conforming,
      ['show-again'],
      withBackup(backup => Reflect.deleteProperty(backup, name)),
    );
    assert.equal(verdictOn(wrong, `${below}/presence`).verdict, 'failed');
  });
}

const brokenValues: readonly (readonly [string, string, unknown])[] = [
  ['id', 'response/id/value', '11111111-2222-4333-8444-555555555555'],
  [
    'os-backup-project-attr:project_id',
    'response/os-backup-project-attr:tenant_id/value',
    'ffffffffffffffffffffffffffffffff',
  ],
  ['size', 'response/size/value', -1],
  ['object_count', 'response/object_count/value', -1],
  ['created_at', 'response/created_at/value', '2013-06-27 08:48:03'],
  ['created_at', 'response/created_at/value', '2013-02-30T08:48:03'],
  ['created_at', 'response/created_at/value', 'yesterday'],
  ['updated_at', 'response/updated_at/value', '2013-06-27'],
  ['data_timestamp', 'response/data_timestamp/value', '08:48:03'],
];

for (const [name, id, value] of brokenValues) {
  test(`${name} ${JSON.stringify(value)} fails ${id}`, () => {
    const broken = changed(
      conforming,
      reads,
      withBackup(backup => Object.assign(backup, { [name]: value })),
    );
    assert.equal(verdictOn(broken, id).verdict, 'failed');
  });
}

for (const value of [
  '2013-06-27T08:48:03',
  '2013-06-27T08:48:03.000000',
  '2013-06-27T08:48:03Z',
  '2013-06-27T08:48:03.1+02:00',
]) {
  test(`${value} is a time`, () => {
    const other = changed(
      conforming,
      reads,
      withBackup(backup => Object.assign(backup, { created_at: value })),
    );
    assert.deepEqual(complaints(other), []);
  });
}

test('an unknown status is a warning, for another page lists them', () => {
  const other = changed(
    conforming,
    reads,
    withBackup(backup => Object.assign(backup, { status: 'pondering' })),
  );
  assert.deepEqual(complaints(other), ['response/status/value: warned']);
});

test('either spelling of the project attribute will do', () => {
  const other = changed(
    conforming,
    reads,
    withBackup(backup => {
      backup['os-backup-project-attr:tenant_id'] = backup['os-backup-project-attr:project_id'];
      delete backup['os-backup-project-attr:project_id'];
    }),
  );
  assert.deepEqual(complaints(other), []);
});

test("an administrator's token leaves the owner's project unproven", () => {
  const admin = { ...conforming, target: { ...conforming.target, admin: true } };
  assert.deepEqual(complaints(admin), ['response/os-backup-project-attr:tenant_id/value: unproven']);
});

const descriptions: readonly (readonly [string, readonly string[]])[] = [
  ['{"DESC":7,"INC":1}', ['response/description/DESC/type: failed']],
  ['{"DESC":"d","INC":2}', ['response/description/INC/value: failed']],
  ['{"DESC":"d","INC":"1"}', ['response/description/INC/type: failed', 'response/description/INC/value: unproven']],
  [
    '{"DESC":"d"}',
    [
      'response/description/INC/presence: failed',
      'response/description/INC/type: unproven',
      'response/description/INC/value: unproven',
    ],
  ],
  ['{"color":"blue"}', []],
  ['{not JSON', []],
  ['[1]', []],
  ['plain', []],
  ['', []],
];

for (const [text, expected] of descriptions) {
  test(`a description ${JSON.stringify(text)} is judged as what it is`, () => {
    const other = changed(
      conforming,
      reads,
      withBackup(backup => Object.assign(backup, { description: text })),
    );
    assert.deepEqual(complaints(other), expected);
  });
}

test('a broken envelope leaves the fields unproven instead of failing each', () => {
  for (const body of ['{}', '[]', '7', '{"backup":[]}', '{"backup":null}']) {
    const broken = changed(conforming, ['show'], withText(body));
    const verdicts = verdictsOn(broken);
    assert.equal(verdicts.get('response/envelope')?.verdict, 'failed', body);
    assert.equal(verdicts.get('response/size/type')?.verdict, 'unproven', body);
    assert.equal(verdicts.get('links/self/once')?.verdict, 'unproven', body);
  }
});

test('where both spellings are there, both are judged', () => {
  const bothSpellings = (value: unknown) => {
    const change = withBackup(backup => Object.assign(backup, { 'os-backup-project-attr:tenant_id': value }));
    return complaints(changed(conforming, reads, change));
  };
  const id = 'response/os-backup-project-attr:tenant_id';
  assert.deepEqual(bothSpellings(String(subjectsOf(conforming).project_id)), []);
  assert.deepEqual(bothSpellings('f'.repeat(32)), [`${id}/value: failed`]);
  assert.deepEqual(bothSpellings(7), [`${id}/type: failed`]);
});
