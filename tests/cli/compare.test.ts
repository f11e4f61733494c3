import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { withStatus } from '../../src/mutation/alterations.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { parseRecording, writeRecording } from '../../src/recording/recording-file.ts';
import { answering } from '../comparison/releases.ts';
import { command } from './command.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vbs-conformance-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (...parts: readonly string[]): string => path.join(folder, ...parts);
const read = (...parts: readonly string[]): string => readFileSync(inFolder(...parts), 'utf8');
const run = (...args: readonly string[]) => command(args, {}, folder);
const compare = (...args: readonly string[]) => run('compare', ...args);

assert.equal((await run('check', '--target', 'mock', '--reports-dir', 'whole', '-q')).status, 0);
assert.equal((await run('check', '--target', 'mock', '--reports-dir', 'part', '-q', '--only', 'links/**')).status, 0);
const recording = parseRecording(read('whole', 'recording.json'));
const conformance = JSON.parse(read('whole', 'conformance.json'));

/** Writes a file and returns its name. */
function written(name: string, content: object | string): string {
  writeFileSync(inFolder(name), typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

const recorded = (name: string, one: Recording): string => written(name, writeRecording(one));
const broken = recorded('broken.json', answering(/^status\/405\/patch$/, withStatus(404), recording));
const drifted = recorded('drifted.json', answering(/^status\/406\/accept$/, withStatus(200), recording));

/** The sentence of a refusal. */
async function refusal(...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await compare(...args);
  assert.deepEqual([status, stdout], [2, ''], stderr);
  assert.match(stderr, /^[^\n]+\.\n$/);
  return stderr;
}

test('a run is the same as itself, in every form in which it can be named', async () => {
  const forms = ['whole', 'whole/conformance.json', 'whole/recording.json'];
  for (const baseline of forms) {
    for (const current of forms) {
      const { status, stdout, stderr } = await compare(baseline, current, '--fail-on', everything);
      assert.deepEqual([status, stderr], [0, ''], stdout);
      assert.match(stdout, /\nNothing changed; 403 checks unchanged\.\n/);
    }
  }
});

const everything = 'regression,unproven,not-seen,removed,new,drift,fix,proven';

test('a regression exits with 1, in Markdown and JSON as on the terminal', async () => {
  const result = await compare('whole/recording.json', broken, '--markdown', 'pr.md', '--json', 'changes.json');
  assert.equal(result.status, 1, result.stderr);
  assert.match(result.stdout, /\nRegressions \(3\)\nvbs\/v3\/list-backups\/status\/405\n✗ passed → failed, MUST: /);
  assert.match(read('pr.md'), /^## ✗ 3 regressions; 400 checks unchanged\n/);
  const { exitStatus, sums, changes } = JSON.parse(read('changes.json'));
  assert.deepEqual([exitStatus, sums.regression, changes.length], [1, 3, 3]);
  assert.equal((await compare(broken, 'whole/recording.json')).status, 0);
  assert.equal((await compare(broken, 'whole/recording.json', '--fail-on', 'fix')).status, 1);
});

test('--fail-on chooses what fails', async () => {
  for (const [gate, status] of [
    ['drift', 1],
    ['regression, drift', 1],
    ['regression,unproven', 0],
    ['nothing', 0],
  ] as const) {
    assert.equal((await compare('whole/recording.json', drifted, '--fail-on', gate)).status, status, gate);
  }
  assert.equal((await compare('whole', drifted, '--fail-on', 'new', '--fail-on', 'drift')).status, 1);
  assert.match(
    await refusal('whole', drifted, '--fail-on', 'drifts'),
    /^--fail-on is "drifts"; did you mean drift\? It takes /,
  );
  assert.match(await refusal('whole', drifted, '--fail-on', ''), /^--fail-on is ""; it takes /);
  assert.match(await refusal('whole', drifted, '--fail-on', 'nothing,drift'), /^--fail-on is "nothing"; it takes /);
});

test('reports are compared as they were written, and another suite is said before', async () => {
  const earlier = written('earlier.json', { ...conformance, suite: 'vbs-conformance 0.0.9' });
  const { status, stdout } = await compare(earlier, 'whole');
  assert.equal(status, 0);
  assert.match(stdout, /^! Different suites: vbs-conformance 0\.0\.9, then vbs-conformance \d/m);
  assert.match(stdout, /^! Answers were not compared: there is no recording of the baseline\.$/m);
});

test('the recording of another run beside a report is not taken for its own', async () => {
  cpSync(inFolder('whole'), inFolder('mixed'), { recursive: true });
  recorded('mixed/recording.json', { ...recording, startedAt: '2020-01-01T00:00:00.000Z' });
  const { status, stdout } = await compare('whole', 'mixed');
  assert.equal(status, 0);
  assert.match(stdout, /^! Answers were not compared: there is no recording of the current run\.$/m);
});

test('a part of a run is compared with a whole one only by --partial', async () => {
  assert.match(await refusal('whole', 'part'), /^CURRENT is of a partial run.* --partial /);
  const { status, stdout } = await compare('whole', 'part', '--partial');
  assert.equal(status, 0, stdout);
  assert.match(stdout, /\nNothing changed; \d+ checks unchanged; \d{3} checks of one run alone left out\.\n/);
});

test('a recording says itself that only a part was asked', async () => {
  assert.match(
    await refusal('whole/recording.json', 'part/recording.json'),
    /^CURRENT is of a partial run.* --partial /,
  );
  const { status, stdout } = await compare('whole/recording.json', 'part/recording.json', '--partial');
  assert.equal(status, 0, stdout);
  assert.match(stdout, /\nNothing changed; \d+ checks unchanged; \d{3} checks of one run alone left out\.\n/);
});

test('the embedded service is not compared with a live one', async () => {
  const live = written('live.json', { ...conformance, target: { ...conformance.target, simulated: false } });
  assert.match(await refusal('whole', live), /^BASELINE is of the embedded service and CURRENT of a live one/);
});

test('runs without a check in common are not compared', async () => {
  const checks = conformance.checks.map((one: { id: string }) => ({ ...one, id: `other/${one.id}` }));
  const other = written('other.json', { ...conformance, checks });
  assert.match(await refusal('whole', other), /^The runs have no check in common/);
});

test('what is no report of a run is refused, with what is wrong and where', async () => {
  mkdirSync(inFolder('empty'));
  assert.match(await refusal('absent', 'whole'), /^absent is not there; /);
  assert.match(await refusal('empty', 'whole'), /^empty has neither conformance\.json nor recording\.json; /);
  assert.match(
    await refusal('whole', written('cut.json', read('whole', 'conformance.json').slice(0, 5000))),
    /^cut\.json:\d+: .*; take a file as the run wrote it\.$/m,
  );
  assert.match(
    await refusal('whole', written('list.json', '[]')),
    /^list\.json is neither .*: the whole file must be object\.$/m,
  );
  const [first, ...others] = conformance.checks;
  const wrong = written('wrong.json', { ...conformance, checks: [{ ...first, verdict: 'fine' }, ...others] });
  assert.match(
    await refusal('whole', wrong),
    /^wrong\.json is neither .*: \/checks\/0\/verdict must be equal to one of the allowed values\.$/m,
  );
  const twice = written('twice.json', { ...conformance, checks: [first, first] });
  assert.match(await refusal('whole', twice), /^twice\.json has the check \S+ twice; /);
  assert.match(
    await refusal('whole', written('later.json', { ...conformance, format: 9 })),
    /^later\.json is neither .*: \/format must be /,
  );
  assert.match(await refusal('whole', written('deep.json', '['.repeat(1_000_000))), /^deep\.json:1: /);
});

test('a damaged recording is refused', async () => {
  const content = JSON.parse(read('whole', 'recording.json'));
  for (const [change, sentence] of [
    [{ format: 9 }, /^damaged\.json: .*format 9/],
    [{ exchanges: [7] }, /^damaged\.json: \/exchanges\/0/],
    [{ exchanges: [{ ...content.exchanges[0], response: { body: {} } }] }, /^damaged\.json: \/exchanges\/0/],
    [{ target: { ...content.target, simulated: 'yes' } }, /^damaged\.json: \/target\/simulated must be boolean; /],
    [{ operations: [] }, /^damaged\.json asked what no page of today is about/],
    [
      { operations: [{ ...content.operations[0], page: '../../etc/passwd' }] },
      /^damaged\.json: \/operations\/0\/page must match pattern /,
    ],
  ] as const) {
    assert.match(await refusal('whole', written('damaged.json', { ...content, ...change })), sentence);
  }
});

test('a small recording that unfolds to very much is refused', async () => {
  const body = gzipSync(Buffer.alloc(10 * 1024 * 1024));
  const bomb = answering(/^status\//, one => ({
    ...one,
    response: { status: 200, reason: '', headers: [['Content-Encoding', 'gzip']], body },
  }));
  assert.match(
    await refusal('whole', recorded('bomb.json', bomb)),
    /^bomb\.json: \/exchanges\/\d+\/response\/body: .* bytes in all /,
  );
});

test('a file that is too large is refused before it is read', async () => {
  written('large.json', '');
  truncateSync(inFolder('large.json'), 300 * 1024 * 1024);
  assert.match(await refusal('whole', 'large.json'), /^large\.json is larger than 256 MiB; /);
});

test('what is compared, and what a run wrote, is not replaced', async () => {
  const last = written('last.json', conformance);
  for (const [file, reason] of [
    [
      'whole/conformance.json',
      /is "whole\/conformance\.json", and a run has written a file of that name; choose another/,
    ],
    ['part/recording.json', /is "part\/recording\.json", and a run/],
    ['last.json', /is "last\.json", which is compared; choose another file\.$/m],
    ['./part/../last.json', /which is compared/],
  ] as const) {
    const before = read(file);
    for (const option of ['--json', '--markdown']) {
      const sentence = await refusal(last, 'whole', option, file);
      assert.ok(sentence.startsWith(`${option} is "`), sentence);
      assert.match(sentence, reason);
    }
    assert.equal(read(file), before);
  }
  assert.match(
    await refusal(last, 'whole', '--json', 'one', '--markdown', './one'),
    /^--markdown and --json are the same/,
  );
});

test('a report that cannot be written exits with 2', async () => {
  assert.match(await refusal('whole', 'whole', '--json', 'absent/changes.json'), /changes\.json cannot be written/);
});
