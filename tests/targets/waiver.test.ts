import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { readProfile } from '../../src/targets/profile.ts';
import type { Waiver } from '../../src/targets/waiver.ts';
import { messageOf } from './telling.ts';

const format = JSON.parse(readFileSync(path.join(packageRoot(), 'schemas/formats/target.schema.json'), 'utf8'));

const read = (text: string): readonly Waiver[] => readProfile('targets/lab.yaml', text, format, {}).waivers;

/** An entry; each line is a key, so that a change is in a line of its own. */
const entry = (change: Readonly<Record<string, string | undefined>> = {}): string => {
  const keys = {
    id: 'no-405',
    check: 'status/405',
    deviation: '{ place: status/405/patch, kind: status, expected: 405, got: 404 }',
    reason: 'unknown methods get 404',
    owner: 'storage team',
    until: '2027-06-30',
    ...change,
  };
  const lines = Object.entries(keys).flatMap(([key, value]) => (value === undefined ? [] : `${key}: ${value}`));
  return `  - ${lines.join('\n    ')}\n`;
};

const profile = (...entries: readonly string[]): string => `cloud: lab\nwaivers:\n${entries.join('')}`;

const problemsIn = (text: string): string[] => (messageOf(() => read(text)) ?? '').split('\n');

test('a code may be a number, and null needs no quotation marks', () => {
  const words = [
    ['expected: 405, got: 404', '405', '404'],
    ['expected: "405", got: "404"', '405', '404'],
    ['expected: string, got: null', 'string', 'null'],
    ['expected: true, got: no', 'true', 'no'],
  ] as const;
  for (const [written, expected, got] of words) {
    const [waiver] = read(profile(entry({ deviation: `{ place: size, kind: type, ${written} }` })));
    assert.deepEqual(waiver?.deviation, { place: 'size', kind: 'type', expected, got });
  }
});

test('an entry knows its line, and has no ticket unless one is written', () => {
  const [first, second] = read(profile(entry(), entry({ id: 'another', ticket: 'T-17' })));
  assert.deepEqual([first?.file, first?.line, second?.line], ['targets/lab.yaml', 3, 9]);
  assert.ok(first && !('ticket' in first));
  assert.equal(second?.ticket, 'T-17');
});

test('each key but the ticket is required', () => {
  for (const key of ['id', 'check', 'deviation', 'reason', 'owner', 'until'])
    assert.deepEqual(problemsIn(profile(entry({ [key]: undefined }))), [
      `targets/lab.yaml:3: waivers.0: must have required property '${key}'.`,
    ]);
  for (const missing of ['place', 'kind', 'expected', 'got']) {
    const words = ['place: a', 'kind: type', 'expected: b', 'got: c'].filter(word => !word.startsWith(missing));
    const [problem] = problemsIn(profile(entry({ deviation: `{ ${words.join(', ')} }` })));
    assert.equal(problem, `targets/lab.yaml:5: waivers.0.deviation: must have required property '${missing}'.`);
  }
  assert.match(problemsIn(profile(entry({ reason: '""' })))[0] ?? '', /:6: waivers\.0\.reason: must NOT have fewer/);
});

test('an unknown key, and an unknown kind of deviation, are told with what there is', () => {
  assert.deepEqual(problemsIn(profile(entry({ untli: '2027-06-30' }))), [
    'targets/lab.yaml:9: waivers.0: unknown key "untli".',
  ]);
  const [problem] = problemsIn(profile(entry({ deviation: '{ place: a, kind: stauts, expected: b, got: c }' })));
  assert.match(problem ?? '', /^targets\/lab\.yaml:5: waivers\.0\.deviation\.kind: must be one of absent, .*, part\.$/);
  assert.doesNotMatch(problem ?? '', /waiver,|, waiver\b/);
});

test('two entries have not the same id', () => {
  assert.deepEqual(problemsIn(profile(entry(), entry({ id: 'b' }), entry())), [
    'targets/lab.yaml:15: waivers.2.id is that of waivers.0, too; give each entry its own.',
  ]);
});

test('an id can be typed, found and part of a name', () => {
  for (const id of ['a', 'refusal/no-token', 'show-backup.405', 'A_1'])
    assert.equal(read(profile(entry({ id })))[0]?.id, id);
  for (const id of ['"a b"', '/a', 'a/', '"*"', '"é"'])
    assert.match(problemsIn(profile(entry({ id })))[0] ?? '', /^targets\/lab\.yaml:3: waivers\.0\.id may have letters/);
});

test('until is a day of the calendar', () => {
  for (const until of ['2028-02-29', '"2027-06-30"']) assert.equal(read(profile(entry({ until }))).length, 1);
  for (const until of ['2027-02-29', '2027-6-30', '2027-06-31', 'never', '2027-06-30T00:00:00Z', '2027'])
    assert.match(
      problemsIn(profile(entry({ until }))).join(),
      /^targets\/lab\.yaml:8: waivers\.0\.until.?( is no date; write the last day as 2027-06-30| must be a text; put it into quotation marks)\.$/,
    );
});

test('a glob that can match no id is refused', () => {
  for (const check of [
    'status/4*',
    '"**/405"',
    'links/{self,next}/*',
    'response/os-backup-project-attr:tenant_id/type',
  ])
    assert.equal(read(profile(entry({ check }))).length, 1, check);
  for (const check of ['/status/405', 'status/405/', 'status//405', 'status 405', '"[a"', '"{a,b"'])
    assert.deepEqual(problemsIn(profile(entry({ check }))), [
      'targets/lab.yaml:4: waivers.0.check can match no id, or only slowly; write one such as status/405 or links/**.',
    ]);
});
