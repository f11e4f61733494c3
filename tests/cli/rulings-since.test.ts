import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { knownEditions } from '../../src/cli/editions.ts';
import { judgedFrom } from '../../src/cli/judge-recording.ts';
import { specsSource } from '../../src/cli/judging-specs.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { rulingsSince } from '../../src/cli/rulings-since.ts';
import { byItself, recordedSources } from '../../src/cli/stated-recording.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { parseRecording } from '../../src/recording/recording-file.ts';

const file = path.join(packageRoot(), 'products/openstack-zed/recording.json');
const recording = parseRecording(readFileSync(file, 'utf8'));
const source = specsSource(undefined, packageRoot());
const [own] = knownEditions();
const later = { name: '2099.01', sha256: 'f'.repeat(64) };

/** The recording as of a time when the pages said this otherwise. */
const earlier = (before: string, now: string): Recording => {
  const { judgedWith } = recording;
  assert.ok(judgedWith);
  const texts = Object.entries(judgedWith.texts).map(([name, text]) => [name, text.replaceAll(now, before)]);
  return { ...recording, judgedWith: { ...judgedWith, texts: Object.fromEntries(texts) } };
};

const since = (one: Recording, editions = [own ?? later, later]): string[] => {
  const { result } = judgedFrom('recording.json', one, byItself, source);
  return rulingsSince({ recording: one, edition: own ?? later, result }, 'recording.json', source, editions);
};

test('a statement of the latest edition has no later rulings', () => {
  const sources = recordedSources(judgedFrom('recording.json', recording, byItself, source));
  assert.ok('edition' in sources);
  assert.deepEqual(rulingsSince(sources, 'recording.json', source), []);
});

test('what a later edition says of the same answers is told, check by check', () => {
  assert.deepEqual(since(recording), ['Edition 2099.01, which is later, gives the same verdicts.']);
  const told = since(
    earlier('| container                        | int    ', '| container                        | string '),
  );
  assert.equal(told[0], 'Edition 2099.01 is later and gives other verdicts, which refuses nothing:');
  assert.ok(
    told.includes(
      '  vbs/v3/show-backup/response/container/type: failed by 2026.11, passed by 2099.01; the page changed',
    ),
    told.join('\n'),
  );
});
