import assert from 'node:assert/strict';
import { chmodSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { systemClock } from '../../src/cli/terminal-of-process.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { conformanceJson } from '../../src/reports/conformance.ts';
import { readProfile } from '../../src/targets/profile.ts';
import type { Waiver } from '../../src/targets/waiver.ts';
import {
  backupWith,
  changed,
  reads,
  recordEmbedded,
  resultOf,
  withoutMark,
  withStatus,
} from '../checks/embedded-recording.ts';
import { command, type Finished, inNewFolder } from './command.ts';

const live = withoutMark(await recordEmbedded());
const conforming: Recording = {
  ...live,
  target: { ...live.target, name: 'lab' },
  startedAt: '2026-11-25T10:00:00.000Z',
};
const routed = changed(conforming, ['status/405/patch'], withStatus(404));
const deviating = changed(routed, reads, backupWith({ size: 'ten', status: 'pondering' }));

const profile = '# The lab.\ncloud: lab # in clouds.yaml\n';
const format = JSON.parse(readFileSync(path.join(packageRoot(), 'schemas/formats/target.schema.json'), 'utf8'));

/** A folder with a profile and with the reports that a run of it left. */
interface Bench {
  readonly folder: string;
  readonly file: string;
  readonly waive: (...args: readonly string[]) => Promise<Finished>;
  readonly waivers: () => readonly Waiver[];
  readonly report: (recording: Recording, below?: string, waivers?: readonly Waiver[]) => void;
}

const texts = ['--reason', 'It was always so.', '--owner', 'storage team', '--until', '2027-06-30'];
const clock = { ...systemClock, now: () => new Date('2026-11-25T12:00:00Z') };

const onBench = (use: (bench: Bench) => Promise<void>): Promise<void> =>
  inNewFolder(async folder => {
    const file = path.join(folder, 'targets/lab.yaml');
    mkdirSync(path.dirname(file));
    writeFileSync(file, profile);
    const report: Bench['report'] = (recording, below = '', waivers = []) => {
      const where = path.join(folder, 'reports', below);
      mkdirSync(where, { recursive: true });
      writeFileSync(path.join(where, 'conformance.json'), conformanceJson(resultOf(recording, {}, waivers)));
    };
    const waive: Bench['waive'] = (...args) =>
      command(['waive', '--target', 'lab', ...texts, ...args], {}, folder, clock);
    const waivers = () => readProfile('targets/lab.yaml', readFileSync(file, 'utf8'), format, {}).waivers;
    await use({ folder, file, waive, waivers, report });
  });

test("a check's deviations are waived, and the same run then comes to what is waived", () =>
  onBench(async ({ file, waive, waivers, report }) => {
    report(routed);
    const { status, stdout, stderr } = await waive('status/405', '--ticket', 'T-17');
    assert.deepEqual([status, stderr], [0, '']);
    assert.equal(
      stdout,
      [
        '1 waiver is added to targets/lab.yaml, until 2027-06-30, for what the run of 2026-11-25T10:00:00.000Z found:',
        '  show-backup-status-405-got-404',
        '    vbs/v3/show-backup/status/405\n',
      ].join('\n'),
    );
    assert.ok(readFileSync(file, 'utf8').startsWith(`${profile}\nwaivers:\n  - id: show-backup-status-405-got-404\n`));
    assert.equal(waivers()[0]?.ticket, 'T-17');
    const { verdict, exitStatus } = resultOf(routed, {}, waivers());
    assert.deepEqual([verdict, exitStatus], ['violations waived', 0]);
  }));

test('a baseline waives all that failed, and a second one only what is new', () =>
  onBench(async ({ waive, waivers, report }) => {
    report(routed);
    assert.equal((await waive('--all-failing')).status, 0);
    report(deviating, '', waivers());
    assert.equal((await waive('--all-failing')).status, 0);
    assert.deepEqual(
      waivers().map(({ check }) => check),
      ['status/405', 'response/size/type'].map(id => `vbs/v3/show-backup/${id}`),
    );
    const { verdict } = resultOf(deviating, {}, waivers());
    assert.equal(verdict, 'violations waived');
    report(deviating, '', waivers());
    const { status, stderr } = await waive('--all-failing');
    assert.equal(status, 2);
    assert.match(stderr, /^Nothing that can be waived failed in the run of 2026-/);
  }));

test('globs and shorter ids are understood, and a warning can be waived by its id', () =>
  onBench(async ({ waive, waivers, report }) => {
    report(deviating);
    assert.equal((await waive('show-backup/status/4*', 'response/status/value')).status, 0);
    assert.deepEqual(
      waivers().map(({ check }) => check.split('/').slice(3).join('/')),
      ['status/405', 'response/status/value'],
    );
  }));

test('what does not fail, or is not there, is not waived, and nothing is written', () =>
  onBench(async ({ file, waive, report }) => {
    report(deviating);
    const refusals: readonly (readonly [readonly string[], RegExp])[] = [
      [['status/404'], /^"status\/404" has nothing to waive: in the run of 2026-.* it is passed\.$/m],
      [['status/405', 'status/418'], /^No check in the run of 2026-.* has the id "status\/418"; /],
      [['waivers/a'], /^No check in the run/],
      [[], /^Name the checks to waive/],
      [['status/405', '--all-failing'], /^Name the checks to waive/],
      [['status/405', '--until', '2026-11-24'], /^--until is 2026-11-24, which is past/],
      [['status/405', '--until', '2027-02-30'], /^--until is no date/],
      [
        ['status/405', '--reason', 'password=hunter2'],
        /^The new entries cannot be added:\n.* this value contains a secret; /,
      ],
      [['status/405', '--owner', ''], /^--owner is empty; say who answers for the deviation\.$/m],
      [['status/405', '--reason', ' \n'], /^--reason is empty; say why the deviation is accepted\.$/m],
      [['status/405', '--ticket', ''], /^--ticket is empty; name a ticket, or leave it out\.$/m],
      [['status/405', '--target', 'mock'], /^--target is "mock", but the embedded service has no profile/],
      [['status/405', '--target', 'other'], /^--target is "other", but there is no profile targets\/other\.yaml here/],
      [['status/405', '--target', '../lab'], /^--target is "\.\.\/lab", but there is no profile/],
    ];
    for (const [args, message] of refusals) {
      const { status, stderr } = await waive(...args);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, message);
      assert.equal(readFileSync(file, 'utf8'), profile);
    }
    assert.equal((await waive('status/405', '--until', '2026-11-25')).status, 0, 'today is not past');
  }));

test('an expired entry is renewed in the profile, and gets no second one beside it', () =>
  onBench(async ({ file, waive, waivers, report }) => {
    report(routed);
    await waive('status/405', '--until', '2026-11-25');
    writeFileSync(file, readFileSync(file, 'utf8').replace('2026-11-25', '2026-11-24'));
    report(routed, '', waivers());
    const { status, stderr } = await waive('status/405');
    assert.equal(status, 2);
    assert.match(
      stderr,
      /^Each of these deviations has an entry in the profile already; where it is expired, change its date/,
    );
  }));

test('the report of another target, none, and a damaged one are refused', () =>
  onBench(async ({ folder, waive, report }) => {
    assert.match(
      (await waive('status/405')).stderr,
      /^There is no report in reports; run "vbs-conformance check --target lab" first/,
    );
    report(live);
    assert.match(
      (await waive('status/405')).stderr,
      /^reports\/conformance\.json is of the target "live", not of "lab"; /,
    );
    for (const text of ['{', '{"format": 1}', '[]']) {
      writeFileSync(path.join(folder, 'reports/conformance.json'), text);
      const { status, stderr } = await waive('status/405');
      assert.equal(status, 2);
      assert.match(stderr, /^reports\/conformance\.json:1: .* This is no report of a run; test the target again\.$/m);
    }
  }));

test('the last report counts: of one target, or of one among several; and where --reports-dir says', () =>
  onBench(async ({ folder, waive, waivers, report }) => {
    report({ ...deviating, startedAt: '2026-11-01T00:00:00.000Z' });
    report(routed, 'lab');
    assert.equal((await waive('--all-failing')).status, 0);
    assert.equal(waivers().length, 1, 'the later one is that of several targets');
    report(deviating, '../elsewhere');
    assert.equal((await waive('response/size/type', '--reports-dir', path.join(folder, 'elsewhere'))).status, 0);
    assert.equal(waivers().length, 2);
  }));

test('a report of format 2 is read', () =>
  onBench(async ({ folder, waive, report }) => {
    report(routed);
    const file = path.join(folder, 'reports/conformance.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"format": 3', '"format": 2'));
    assert.equal((await waive('status/405')).status, 0);
  }));

test('who may read a profile stays as it is', () =>
  onBench(async ({ file, waive, report }) => {
    report(routed);
    for (const mode of [0o600, 0o664]) {
      writeFileSync(file, profile);
      chmodSync(file, mode);
      assert.equal((await waive('status/405')).status, 0);
      assert.equal(statSync(file).mode & 0o777, mode);
    }
  }));

test('a profile that is a link stays one', () =>
  onBench(async ({ folder, waive, report }) => {
    report(routed);
    const own = path.join(folder, 'own.yaml');
    writeFileSync(own, profile);
    symlinkSync(own, path.join(folder, 'targets/linked.yaml'));
    report({ ...routed, target: { ...routed.target, name: 'linked' } });
    assert.equal((await waive('status/405', '--target', 'linked')).status, 0);
    assert.ok(lstatSync(path.join(folder, 'targets/linked.yaml')).isSymbolicLink());
    assert.match(readFileSync(own, 'utf8'), /waivers:/);
  }));
