import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Outcome } from '../../src/checks/verdict.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { parseRecording } from '../../src/recording/recording-file.ts';
import type { Response } from '../../src/wire/exchange.ts';
import { labSamples, missing } from '../recording/lab-samples.ts';
import { changed, verdictsOn, without } from './embedded-recording.ts';

/**
 * Recordings of the first format with the verdicts that version 0.1.0 gave on them: of the embedded service, of a real
 * Cinder (as a member, and as an administrator at microversion 3.70), and 50 of their mutants. A later version may judge
 * more, never otherwise.
 */
const folder = path.join(packageRoot(), 'tests/checks/earlier');
const textOf = (name: string): string => readFileSync(path.join(folder, `${name}.json`), 'utf8');

/** A letter for each check, in the order of `ids`. */
const letters: Readonly<Record<string, Outcome>> = {
  p: 'passed',
  f: 'failed',
  w: 'warned',
  u: 'unproven',
  i: 'inapplicable',
};
const { ids, verdicts: rows } = JSON.parse(textOf('verdicts')) as {
  readonly ids: readonly string[];
  readonly verdicts: Readonly<Record<string, string>>;
};

const recordings = new Map(
  ['full', 'incremental', 'lab-member', 'lab-admin'].map(name => [name, parseRecording(textOf(name))]),
);

interface EarlierMutant {
  readonly name: string;
  /** The recording that it was made of. */
  readonly of: string;
  /** The exchanges that it changed or added, as a recording of the first format has them. */
  readonly exchanges: readonly { readonly name: string }[];
  /** The exchanges that it left out. */
  readonly without: readonly string[];
}

function recordingNamed(name: string): Recording {
  return recordings.get(name) ?? assert.fail(name);
}

function assertSame(name: string, recording: Recording): void {
  const verdicts = verdictsOn(recording);
  const earlier = [...(rows[name] ?? assert.fail(name))].map(letter => letters[letter]);
  const found = ids.map((id, index) => {
    const now = verdicts.get(id)?.verdict;
    // By more answers than version 0.1.0 judged, more can be proven.
    const wasOpen = earlier[index] === 'unproven' || earlier[index] === 'inapplicable';
    return `${id}: ${wasOpen && now === 'passed' ? earlier[index] : now}`;
  });
  assert.deepEqual(
    found,
    ids.map((id, index) => `${id}: ${earlier[index]}`),
    name,
  );
}

for (const name of recordings.keys()) {
  test(`${name} is judged as by version 0.1.0`, () => assertSame(name, recordingNamed(name)));
}

const mutants = (JSON.parse(textOf('mutants')) as readonly EarlierMutant[]).map(
  ({ name, of, exchanges, without: left }): readonly [name: string, recording: Recording] => {
    const original = JSON.parse(textOf(of)) as { readonly exchanges: readonly { readonly name: string }[] };
    const byName = new Map([...original.exchanges, ...exchanges].map(one => [one.name, one]));
    const recording = parseRecording(JSON.stringify({ ...original, exchanges: [...byName.values()] }));
    return [name, left.length > 0 ? without(recording, ...left) : recording];
  },
);

test('50 mutants are judged as by version 0.1.0', () => {
  assert.equal(mutants.length, 50);
  for (const [name, recording] of mutants) assertSame(name, recording);
});

test('the signatures of all of them are pinned: comparisons with runs of earlier versions depend on them', () => {
  const found = [...recordings, ...mutants].flatMap(([name, recording]) => [
    `# ${name}`,
    ...[...verdictsOn(recording)].flatMap(([id, { deviations }]) =>
      deviations.map(({ place, kind, expected, got }) => [id, place, kind, expected, got].join(' | ')),
    ),
  ]);
  const pinned = readFileSync(path.join(packageRoot(), 'tests/checks/signatures.txt'), 'utf8');
  assert.equal(`${found.join('\n')}\n`, pinned);
});

test('recorded answers of a real OpenStack are judged as by version 0.1.0', { skip: missing }, () => {
  const answers = labSamples().flatMap(({ name, response }) => (response ? [{ name, response }] : []));
  assert.ok(answers.length > 40);
  for (const { name, response } of answers) {
    assertSame(`sample ${name}`, changed(recordingNamed('full'), ['show', 'show-again'], answeredWith(response)));
  }
});

const answeredWith =
  (response: Response) =>
  (exchange: Recording['exchanges'][number]): Recording['exchanges'][number] => ({ ...exchange, response });
