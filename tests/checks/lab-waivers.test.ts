import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { parseRecording } from '../../src/recording/recording-file.ts';
import { readProfile } from '../../src/targets/profile.ts';
import { resultOf } from './embedded-recording.ts';

const textOf = (file: string): string => readFileSync(path.join(packageRoot(), file), 'utf8');

const profile = 'targets/openstack-lab.yaml';
const format = JSON.parse(textOf('schemas/formats/target.schema.json'));
const { waivers } = readProfile(profile, textOf(profile), format, { OPENSTACK_LAB: '/lab' });

test("what a real Cinder showed a member of one backup is what the lab's profile waives, and nothing else", () => {
  // With --only, entries of other operations are left out.
  const recording = parseRecording(textOf('tests/checks/earlier/lab-member.json'));
  const { verdict, exitStatus, sums, waivers: entries } = resultOf(recording, { only: ['**'] }, waivers);
  assert.deepEqual([verdict, exitStatus, sums.waived, sums.failed], ['violations waived', 0, 2, 0]);
  assert.deepEqual(
    entries.map(one => [one.id, one.verdict]),
    ['cinder-has-no-405', 'cinder-hides-the-owner'].map(id => [`waivers/${id}`, 'passed']),
  );
});

test('each entry is about a check that there is', () => {
  const ids = textOf('tests/checks/check-ids.txt').trimEnd().split('\n');
  for (const { id, check } of waivers)
    assert.ok(
      ids.some(one => one.endsWith(`/${check}`)),
      id,
    );
});
