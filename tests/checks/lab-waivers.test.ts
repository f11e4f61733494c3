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

test("what a real Cinder showed a member is what the lab's profile waives, and nothing else", () => {
  const {
    verdict,
    exitStatus,
    sums,
    waivers: entries,
  } = resultOf(parseRecording(textOf('tests/checks/earlier/lab-member.json')), {}, waivers);
  assert.deepEqual([verdict, exitStatus, sums.waived, sums.failed], ['violations waived', 0, 2, 0]);
  assert.deepEqual(
    entries.map(one => [one.id, one.verdict]),
    waivers.map(({ id }) => [`waivers/${id}`, 'passed']),
  );
});
