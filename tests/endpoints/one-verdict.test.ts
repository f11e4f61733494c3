import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { RunResult } from '../../src/checks/run-result.ts';
import type { RunOptions } from '../../src/cli/settings.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { allureEnvironment, allureReportName } from '../../src/reports/allure-environment.ts';
import { conformanceJson } from '../../src/reports/conformance.ts';
import { junitXml } from '../../src/reports/junit.ts';
import { screen } from '../../src/reports/screen.ts';
import {
  backupWith,
  changed,
  namesIn,
  reads,
  recordEmbedded,
  resultOf,
  subjectsOf,
  withoutMark,
  withStatus,
} from '../checks/embedded-recording.ts';
import { command, inNewFolder } from '../cli/command.ts';
import { spawnedCommand } from '../cli/spawned-command.ts';
import { junitProperties, readAsGitLab } from '../reports/junit-readers.ts';
import { pipe } from '../reports/terminals.ts';
import { environmentFor, replay } from './replaying-server.ts';
import { conformanceFault } from './sound-reports.ts';
import { xmlFault } from './well-formed.ts';

const embedded = await recordEmbedded();
const live = withoutMark(embedded);
const reading = (change: Record<string, unknown>): Recording => changed(live, reads, backupWith(change));
const silent = live.exchanges.map(one => ({
  ...one,
  response: undefined,
  failure: { kind: 'refused', message: 'the connection was refused' } as const,
}));
const eight = ['id', 'name', 'size', 'status', 'volume_id', 'created_at', 'container', 'object_count'];

interface Row {
  readonly recording: Recording;
  readonly options?: RunOptions;
  readonly verdict: string;
  readonly exitStatus: number;
}

const rows: Readonly<Record<string, Row>> = {
  'the embedded service': { recording: embedded, verdict: 'conformant (embedded service)', exitStatus: 0 },
  'one defect': { recording: reading({ size: 'ten' }), verdict: 'violations', exitStatus: 1 },
  'eight defects': {
    recording: reading(Object.fromEntries(eight.map(name => [name, {}]))),
    verdict: 'violations',
    exitStatus: 1,
  },
  'a wrong token': { recording: changed(live, namesIn(live), withStatus(401)), verdict: 'not tested', exitStatus: 2 },
  'nothing listens': { recording: { ...live, exchanges: silent }, verdict: 'not tested', exitStatus: 2 },
  '--strict with warnings': {
    recording: reading({ status: 'pondering' }),
    options: { strict: true },
    verdict: 'violations',
    exitStatus: 1,
  },
};

/** What each report says: verdict, exit status and reason, in this order. */
interface Said {
  readonly terminal: string;
  readonly conformance: string;
  readonly junit: string;
}

function saidOf(stdout: string, conformance: string, junit: string): Said {
  const content = JSON.parse(conformance);
  const properties = junitProperties(junit);
  const [, verdict, status, why] = /^Verdict on .*?: (.*), exit status (\d+)\. (.*)$/m.exec(stdout) ?? [];
  return {
    terminal: `${verdict}, ${status}: ${why}`,
    conformance: `${content.verdict}, ${content.exitStatus}: ${content.why}`,
    junit: `${properties.get('verdict')}, ${properties.get('exitStatus')}: ${properties.get('why')}`,
  };
}

/** Whether JUnit's cases look like a run that ends with this exit status. */
function assertCasesAgree(junit: string, exitStatus: number, name: string): void {
  const statuses = [...readAsGitLab(junit).values()].map(({ status }) => status);
  assert.equal(statuses.includes('failed') || statuses.includes('error'), exitStatus !== 0, name);
  assert.equal(statuses.includes('error'), exitStatus === 2, name);
}

for (const [name, { recording, options = {}, verdict, exitStatus }] of Object.entries(rows)) {
  test(`${name}: every report says ${verdict}, exit status ${exitStatus}`, () => {
    const result: RunResult = resultOf(recording, options);
    const junit = junitXml(result);
    const {
      terminal,
      conformance,
      junit: properties,
    } = saidOf(screen(result, 'r', pipe), conformanceJson(result), junit);
    const { Verdict, 'Exit status': status, Why } = allureEnvironment(result);
    const expected = `${verdict}, ${exitStatus}: ${result.why}`;
    assert.deepEqual([terminal, conformance, properties], [expected, expected, expected]);
    assert.equal(`${Verdict}, ${status}: ${Why}`, expected);
    assert.ok(allureReportName(result).startsWith(`${verdict}, exit status ${exitStatus} — `));
    assertCasesAgree(junit, exitStatus, name);
    if (exitStatus === 1) assert.match(screen(result, 'r', pipe), /\d+ failed/);
  });
}

/** What Allure's page says: its name and its environment block, which stand in it as data. */
function saidByAllure(html: string): string {
  const [, data = ''] = /d\("widgets\/allure_environment\.json","([^"]*)"/.exec(html) ?? [];
  const entries: { name: string; values: string[] }[] = JSON.parse(Buffer.from(data, 'base64').toString('utf8'));
  const value = (name: string) => entries.find(one => one.name === name)?.values.join(' ');
  const [, ring = ''] = /d\("widgets\/pie_chart\.json","([^"]*)"/.exec(html) ?? [];
  assert.equal(Buffer.from(ring, 'base64').toString('utf8'), '{"slices":[]}', 'no share of success');
  const said = `${value('Verdict')}, ${value('Exit status')}: ${value('Why')}`;
  assert.ok(html.includes(`${value('Verdict')}, exit status ${value('Exit status')}`), 'the name of the report');
  return said;
}

/** Asserts that all reports of one target in a folder say the same, and returns it. */
function saidIn(folder: string, stdout: string): string {
  const text = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
  const { terminal, conformance, junit } = saidOf(stdout, text('conformance.json'), text('junit.xml'));
  assert.deepEqual([terminal, junit, saidByAllure(text('report.html'))], [conformance, conformance, conformance]);
  return conformance;
}

/** What the report of a target says in all, its verdicts included; it has to be sound. */
function judgedIn(...folders: readonly string[]): readonly string[] {
  const text = (file: string): string => readFileSync(path.join(...folders, file), 'utf8');
  assert.deepEqual([conformanceFault(text('conformance.json')), xmlFault(text('junit.xml'))], [undefined, undefined]);
  const { verdict, exitStatus, why, checks } = JSON.parse(text('conformance.json'));
  const judged = checks.map((one: { id: string; verdict: string }) => `${one.id}: ${one.verdict}`);
  return [verdict, exitStatus, why, ...judged];
}

test('the full run of three targets says of each what its reports and the quick gate say, and ends with the highest exit status', () =>
  inNewFolder(async folder => {
    const server = await replay(reading({ size: 'ten', links: [] }));
    const backup = subjectsOf(live).backup_id ?? '';
    // The proxy would answer for a service that does not.
    const {
      VBS_ENDPOINT: _,
      VBS_HTTP_PROXY: __,
      ...env
    } = environmentFor(server.env.VBS_ENDPOINT ?? '', live.target.project, backup);
    mkdirSync(path.join(folder, 'targets'));
    writeFileSync(path.join(folder, 'targets/broken.yaml'), `endpoint: ${server.env.VBS_ENDPOINT}\n`);
    writeFileSync(path.join(folder, 'targets/nowhere.yaml'), 'endpoint: http://127.0.0.1:9\n');
    const targets = ['mock', 'broken', 'nowhere'];
    try {
      const args = targets.flatMap(name => ['--target', name]);
      const variables = { ...env, VBS_TIMEOUT: '5' };
      const { status, stdout, stderr } = await spawnedCommand(['run', ...args], variables, folder);
      const quick = await command(['check', ...args], { ...variables, REPORTS_DIR: 'quick' }, folder);
      assert.deepEqual([status, quick.status, stderr], [2, 2, '']);
      for (const name of targets)
        assert.deepEqual(judgedIn(folder, 'reports', name), judgedIn(folder, 'quick', name), name);
      const parts = stdout.split(/^== .*$/m).slice(1);
      assert.equal(parts.length, 3);
      const said = targets.map((name, index) => saidIn(path.join(folder, 'reports', name), parts[index] ?? ''));
      const verdicts = said.map(one => one.replace(/:.*/s, ''));
      assert.deepEqual(verdicts, ['conformant (embedded service), 0', 'violations, 1', 'not tested, 2']);
      const names = targets.flatMap(name => [
        ...readAsGitLab(readFileSync(path.join(folder, 'reports', name, 'junit.xml'), 'utf8')).keys(),
      ]);
      assert.equal(new Set(names).size, names.length, 'names of cases are unique across targets');
    } finally {
      await server.close();
    }
  }));
