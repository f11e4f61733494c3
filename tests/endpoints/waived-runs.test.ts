import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { changed, recordEmbedded, subjectsOf, withoutMark, withStatus } from '../checks/embedded-recording.ts';
import { type Finished, inNewFolder } from '../cli/command.ts';
import { spawnedCommand } from '../cli/spawned-command.ts';
import { showBackupPage } from '../contract/show-backup.ts';
import { environmentFor, replay } from './replaying-server.ts';
import { conformanceFault } from './sound-reports.ts';
import { xmlFault } from './well-formed.ts';

const live = withoutMark(await recordEmbedded());
const routed = changed(live, ['status/405/patch'], withStatus(404));

/** A profile of a service that answers so, and the page that it is judged by. */
function writeInputs(folder: string, endpoint: string): void {
  for (const ending of ['', '.rst', '.yaml']) {
    const page = `${showBackupPage}${ending}`;
    cpSync(path.join(packageRoot(), 'specs', page), path.join(folder, 'pages', page), { recursive: true });
  }
  mkdirSync(path.join(folder, 'targets'), { recursive: true });
  writeFileSync(path.join(folder, 'targets/staging.yaml'), `# The staging cloud.\nendpoint: ${endpoint}\n`);
}

const asking = ['check', 'run'];

/** A folder with a profile `staging` of a service without 405, and the command in it. */
interface Staging {
  readonly folder: string;
  readonly command: (...args: readonly string[]) => Promise<Finished>;
}

const inStaging = (use: (staging: Staging) => Promise<void>): Promise<void> =>
  inNewFolder(async folder => {
    const server = await replay(routed);
    const { VBS_ENDPOINT: endpoint = '', ...env } = server.env;
    writeInputs(folder, endpoint);
    const backup = subjectsOf(live).backup_id ?? '';
    const variables = { ...environmentFor(endpoint, live.target.project, backup), ...env, VBS_TIMEOUT: '5' };
    const command = ([verb = '', ...args]: readonly string[]): Promise<Finished> =>
      spawnedCommand([verb, ...args, ...(asking.includes(verb) ? ['--specs', 'pages'] : [])], variables, folder);
    try {
      await use({ folder, command: (...args) => command(args) });
    } finally {
      await server.close();
    }
  });

interface Told {
  readonly verdict: string;
  readonly exitStatus: number;
  readonly checks: readonly { readonly id: string; readonly verdict: string }[];
}

function toldIn(folder: string): Told {
  const text = (file: string): string => readFileSync(path.join(folder, 'reports', file), 'utf8');
  assert.deepEqual([conformanceFault(text('conformance.json')), xmlFault(text('junit.xml'))], [undefined, undefined]);
  return JSON.parse(text('conformance.json'));
}

const target = ['--target', 'staging'];

test('a run fails, its deviations are waived, and the quick gate and the full run agree that all is waived', () =>
  inStaging(async ({ folder, command }) => {
    const first = await command('check', ...target);
    assert.equal(first.status, 1, first.stdout + first.stderr);
    const entry = ['--reason', 'Unknown methods get 404.', '--owner', 'storage team', '--until', '2126-06-30'];
    const waived = await command('waive', '--all-failing', ...target, ...entry);
    assert.deepEqual([waived.status, waived.stderr], [0, '']);
    for (const verb of ['check', 'run']) {
      const { status, stdout } = await command(verb, ...target);
      assert.equal(status, 0, stdout);
      const { verdict, exitStatus, checks } = toldIn(folder);
      assert.deepEqual([verdict, exitStatus], ['violations waived', 0], verb);
      assert.equal(checks.find(({ id }) => id.endsWith('/status/405'))?.verdict, 'waived');
      const { id, verdict: ofEntry } = checks.at(-1) ?? {};
      assert.deepEqual([id, ofEntry], ['waivers/show-backup-status-405-got-404', 'passed']);
      assert.match(stdout, /^~ waived {2}vbs\/v3\/show-backup\/status\/405$/m);
      assert.match(stdout, /^Verdict on staging: violations waived, exit status 0\. /m);
    }
    assert.ok(
      readFileSync(path.join(folder, 'reports/report.html'), 'utf8').includes('violations waived, exit status 0'),
    );
  }));

/** What the section on waivers shows as typed or written: its indented blocks. */
function blocksOfSection(): readonly string[] {
  const text = readFileSync(path.join(packageRoot(), 'docs/audits.md'), 'utf8');
  const [, section = ''] = /^## Waiving\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(text) ?? [];
  return [...section.matchAll(/(?:^ {4}.*\n)+/gm)].map(([block]) => block.replaceAll(/^ {4}/gm, ''));
}

/** The words of a command, as a shell reads them. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

test('what the documentation of waivers shows is what the commands do', () =>
  inStaging(async ({ folder, command }) => {
    const [commands = '', entries, again = ''] = blocksOfSection();
    const ran = async (lines: string): Promise<readonly Finished[]> => {
      const finished: Finished[] = [];
      for (const line of lines.trimEnd().split('\n')) {
        const [npx, program, ...args] = wordsOf(line.replace(/ # .*$/, ''));
        assert.deepEqual([npx, program], ['npx', 'vbs-conformance']);
        finished.push(await command(...args));
      }
      return finished;
    };
    assert.deepEqual(
      (await ran(commands)).map(({ status }) => status),
      [1, 0, 0],
    );
    const file = path.join(folder, 'targets/staging.yaml');
    const profile = readFileSync(file, 'utf8');
    assert.equal(profile.slice(profile.indexOf('waivers:')), entries);
    const [same, past] = await ran(again);
    assert.equal(same?.status, 0, same?.stderr);
    assert.match(
      same?.stdout ?? '',
      /, with the waivers of targets\/staging\.yaml\.\n[\s\S]*\nNo verdict differs from /,
    );
    assert.equal(past?.status, 1, past?.stderr);
    assert.match(past?.stdout ?? '', /, with its waivers as of 2126-07-01\.\n/);
    assert.deepEqual(changedIn(past), ['waived, today failed', 'passed, today failed']);
    writeFileSync(file, profile.slice(0, profile.indexOf('waivers:')));
    const without = await command('judge', 'reports', '--waivers', 'staging');
    assert.deepEqual(changedIn(without), ['waived, today failed', 'passed, today no such check']);
  }));

/** What is said of the waived check and of its entry, all of it put down to the waivers. */
function changedIn(judged: Finished | undefined): readonly string[] {
  const lines = [...(judged?.stdout ?? '').matchAll(/^ {2}(\S+): stored (.*); the waivers changed$/gm)];
  assert.deepEqual(
    lines.map(([, id]) => id),
    ['vbs/v3/show-backup/status/405', 'waivers/show-backup-status-405-got-404'],
    judged?.stdout,
  );
  return lines.map(([, , words = '']) => words);
}
