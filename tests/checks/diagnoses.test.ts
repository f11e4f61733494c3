import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnosesOf } from '../../src/checks/diagnoses.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { changed, contract, namesIn, recordEmbedded, withStatus } from './embedded-recording.ts';
import { another, withAnother } from './several-operations.ts';

const conforming = await recordEmbedded();
const diagnoses = (recording: Recording): string[] => diagnosesOf(recording, [contract]);

test('what could not be read is diagnosed by its variable, on a live target only', () => {
  const live = { ...conforming, target: { ...conforming.target, simulated: false } };
  const variable = (status: number) => diagnoses(changed(live, ['show'], withStatus(status)))[0]?.split(':')[0];
  assert.equal(variable(401), 'OS_TOKEN');
  assert.equal(variable(404), 'VBS_BACKUP_ID');
  assert.equal(variable(400), 'OS_PROJECT_ID');
  const by = (identifiedBy: 'keystone' | 'keys'): string | undefined =>
    diagnoses(changed({ ...live, target: { ...live.target, identifiedBy } }, ['show'], withStatus(401)))[0]?.split(
      ':',
    )[0];
  assert.equal(by('keystone'), 'VBS_ENDPOINT');
  assert.equal(by('keys'), 'VBS_ACCESS_KEY, VBS_SECRET_KEY');
  assert.deepEqual(diagnoses(live), []);
  assert.doesNotMatch(diagnoses(changed(conforming, ['show'], withStatus(404))).join(), /VBS_/);
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
  assert.match(diagnoses(page)[0] ?? '', /no OpenStack API: the answer is HTML/);
  const blanket = changed(conforming, namesIn(conforming), withStatus(503));
  assert.match(diagnoses(blanket)[0] ?? '', /^The service answers 503 to everything/);
  assert.match(diagnoses(changed(conforming, ['show'], withStatus(302)))[0] ?? '', /redirects are not followed/);
  const open = diagnoses(changed(conforming, ['status/401/no-token'], withStatus(200)));
  assert.deepEqual(open, ['The service answers with 200 to a request without a token.']);
  const repeating = diagnoses(changed(conforming, ['show'], one => ({ ...one, reflected: ['OS_TOKEN'] })));
  assert.deepEqual(repeating, ["The service's answers repeat the secret in OS_TOKEN: show-backup/show."]);
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
    new RegExp(`^The run ended early: ${rest.length} of ${rest.length + 1} requests were not answered`),
  );
});

test('one cause in several operations is said once', () => {
  const refusing = changed(conforming, ['show'], withStatus(302));
  const both = withAnother(refusing);
  assert.deepEqual(diagnosesOf(both, [contract, another]), diagnoses(refusing));
});
