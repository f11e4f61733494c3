import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completenessOf } from '../../src/checks/completeness.ts';
import { diagnosesOf } from '../../src/checks/diagnoses.ts';
import type { Recording } from '../../src/recording/recording.ts';
import {
  changed,
  contract,
  namesIn,
  recordEmbedded,
  subjectsOf,
  withHeaders,
  withList,
  withStatus,
} from './embedded-recording.ts';
import { another, withAnother } from './several-operations.ts';

const conforming = await recordEmbedded();
const live: Recording = { ...conforming, target: { ...conforming.target, simulated: false } };
const diagnoses = (recording: Recording, contracts = [contract]): string[] =>
  diagnosesOf(recording, contracts, completenessOf(recording, contracts));

test('what could not be read is diagnosed by its variable, on a live target only', () => {
  const ofKeystone: Recording = { ...live, target: { ...live.target, identifiedBy: 'keystone' } };
  const [first] = diagnoses(changed(ofKeystone, ['show'], withStatus(401)));
  assert.match(
    first ?? '',
    /^VBS_ENDPOINT: the service does not accept the token that Keystone gave \(401\); use an endpoint and/,
  );
  assert.deepEqual(diagnoses(live), []);
  assert.doesNotMatch(diagnoses(changed(conforming, ['show'], withStatus(404))).join(), /VBS_/);
});

test('a refusal that the list does not explain is told of the service', () => {
  const listed = withList(changed(live, ['show'], withStatus(404)), [subjectsOf(live).backup_id]);
  assert.deepEqual(diagnoses(listed), [
    'The backup could not be read: status 404, though the service shows the list to the same user.',
  ]);
  assert.deepEqual(diagnoses(changed(live, ['show'], withStatus(500))), ['The backup could not be read: status 500.']);
});

test('why nothing was tested is said by the verdict, and not repeated', () => {
  assert.deepEqual(diagnoses(changed(live, ['show'], withStatus(401))), []);
  assert.deepEqual(diagnoses({ ...live, exchanges: [] }), []);
  const page = changed(
    changed(live, ['show'], withStatus(404)),
    ['show'],
    withHeaders(() => [['Content-Type', 'text/html']]),
  );
  assert.deepEqual(diagnoses(page), ['VBS_ENDPOINT: this is not an OpenStack API: the answer is HTML.']);
});

test('of several reasons why operations were not tested the further ones are told', () => {
  const both = withAnother(changed(live, ['show'], withStatus(401)), second =>
    changed(second, ['show'], withStatus(404)),
  );
  const lines = diagnoses(both, [contract, another]);
  assert.deepEqual(
    lines.map(line => line.split(':')[0]),
    ['VBS_BACKUP_ID'],
  );
});

test('what kind of service it is, and who may read from it, is said in words', () => {
  const page = changed(conforming, ['show'], one => ({
    ...one,
    response: one.response && {
      ...one.response,
      headers: [['Content-Type', 'text/html; charset=utf-8']],
      body: Buffer.from('<html>'),
    },
  }));
  assert.match(diagnoses(page)[0] ?? '', /not an OpenStack API: the answer is HTML/);
  const blanket = changed(conforming, namesIn(conforming), withStatus(503));
  assert.match(diagnoses(blanket)[0] ?? '', /^The service answers 503 to every request/);
  assert.match(diagnoses(changed(conforming, ['show'], withStatus(302)))[0] ?? '', /redirects are not followed/);
  const open = diagnoses(changed(conforming, ['status/401/no-token'], withStatus(200)));
  assert.deepEqual(open, ['The service answers 200 to a request without a token.']);
  const repeating = diagnoses(changed(conforming, ['show'], one => ({ ...one, reflected: ['OS_TOKEN'] })));
  assert.deepEqual(repeating, ['The service repeats the secret in OS_TOKEN in its answers: show-backup/show.']);
});

test('a fault that could not be left comes first', () => {
  const reason = 'the "leave" command of the fault hook for 502 failed (it exited with 3); check the service';
  const unsent = [{ name: 'show-backup/show-again', reason }];
  const [first] = diagnoses({ ...conforming, unsent, damage: reason });
  assert.equal(first, `The run stopped early: ${reason}.`);
});

test('a run that was cut short says so first', () => {
  const [first, ...rest] = conforming.exchanges;
  assert.ok(first);
  const unsent = rest.map(({ name }) => ({ name, reason: 'the run ended before an answer came' }));
  const [line = ''] = diagnoses({ ...conforming, exchanges: [first], unsent });
  assert.match(
    line,
    new RegExp(`^The run ended early: ${rest.length} of ${rest.length + 1} requests had no answer yet`),
  );
});

test('one cause in several operations is said once', () => {
  const refusing = changed(conforming, ['show'], withStatus(302));
  const both = withAnother(refusing);
  assert.deepEqual(diagnoses(both, [contract, another]), diagnoses(refusing));
});
