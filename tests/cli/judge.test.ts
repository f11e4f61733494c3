import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { startEmbedded } from '../../src/cli/embedded-service.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { chosenPages } from '../../src/cli/pages.ts';
import { loadSpecifications } from '../../src/cli/specification.ts';
import { openShop, stock, writePages } from '../endpoints/own-pages.ts';
import { conformanceFault } from '../endpoints/sound-reports.ts';
import { unusedPort } from '../wire/serving.ts';
import { command, type Finished, inNewFolder } from './command.ts';

const service = await startEmbedded(loadSpecifications(chosenPages({}, packageRoot()), 'ruled'));
after(() => service.close());

/** The embedded service as if it were a live one. */
const live = {
  VBS_ENDPOINT: service.origin,
  OS_TOKEN: service.tokens.member,
  OS_PROJECT_ID: service.project,
  VBS_BACKUP_ID: service.examples['show-backup.backup_id'] ?? '',
  VBS_TIMEOUT: '5',
  VBS_PATIENCE: '0',
};

const judge = (folder: string, ...args: readonly string[]): Promise<Finished> =>
  command(['judge', ...args], {}, folder);

const textIn = (folder: string, file: string): string => readFileSync(path.join(folder, file), 'utf8');

/** The verdict of a fresh run is the same offline, to the last field, and nothing is written. */
async function assertEqual(folder: string, status: number): Promise<void> {
  const before = readdirSync(folder, { recursive: true }).sort();
  const judged = await judge(folder, 'reports', '--quiet');
  assert.equal(judged.status, 0, judged.stdout + judged.stderr);
  assert.match(judged.stdout, /judged by the pages that it carries\.\n/);
  const exits = status === 0 ? '' : ', so the exit status is 0';
  assert.ok(
    judged.stdout.endsWith(`\nreports/conformance.json says the same in every field${exits}.\n`),
    'the verdict has the exit status of the run',
  );
  assert.deepEqual(readdirSync(folder, { recursive: true }).sort(), before);
  const again = await judge(folder, 'reports', '--out', 'judged');
  assert.equal(again.status, 0, again.stderr);
  assert.deepEqual(readdirSync(path.join(folder, 'judged')).sort(), ['conformance.json', 'ctrf.json', 'junit.xml']);
  for (const file of ['conformance.json', 'ctrf.json', 'junit.xml']) {
    assert.equal(textIn(folder, `judged/${file}`), textIn(folder, `reports/${file}`));
  }
  assert.equal(conformanceFault(textIn(folder, 'judged/conformance.json')), undefined);
  const alone = await judge(folder, copyWithout(folder, 'conformance.json'), '--quiet');
  assert.equal(alone.status, status, alone.stderr);
  assert.match(alone.stdout, /There is no report beside it to compare with\.\n$/);
}

/** A copy of the reports in which a file is missing. @returns its name */
function copyWithout(folder: string, missing: string): string {
  cpSync(path.join(folder, 'reports'), path.join(folder, 'copy'), {
    recursive: true,
    filter: file => path.basename(file) !== missing,
  });
  return 'copy';
}

for (const [name, args, env, status] of [
  ['the embedded service', ['--target', 'mock'], {}, 0],
  ['the embedded service, of some checks', ['--target', 'mock', '--only', 'list-backups/**', '--strict'], {}, 0],
  [
    'the embedded service, word for word',
    ['--target', 'mock', '--without', 'status/408/*'],
    { STRICTNESS: 'literal' },
    1,
  ],
  ['a live service', ['--only', 'show-backup/**'], live, 0],
  ['a service that refuses the own token', [], { ...live, OS_TOKEN: 'another-token' }, 2],
] as const) {
  test(`a fresh run is judged as it was: ${name}`, () =>
    inNewFolder(async folder => {
      const run = await command(['check', '--quiet', ...args], env, folder);
      assert.equal(run.status, status, run.stdout + run.stderr);
      await assertEqual(folder, status);
    }));
}

test('a fresh run by pages of your own is judged as it was, also where these pages are gone', () =>
  inNewFolder(async folder => {
    const shop = await openShop(stock);
    writePages(path.join(folder, 'my/pages'));
    const run = await command(['check', '--quiet', '--specs', 'my/pages/'], { ...shop.env, VBS_PATIENCE: '0' }, folder);
    await shop.close();
    assert.ok(run.status === 0 || run.status === 1, run.stderr);
    cpSync(path.join(folder, 'my'), path.join(folder, 'moved'), { recursive: true });
    writePages(path.join(folder, 'my/pages'), { 'shop/v3/show-gadget.rst': 'another page' });
    await assertEqual(folder, run.status);
    const today = await judge(folder, 'reports', '--specs', 'today');
    assert.equal(today.status, 2);
    assert.match(today.stderr, /judged by pages in "my\/pages\/", not by the suite's own; name the folder/);
    const moved = await judge(folder, 'reports', '--quiet', '--specs', 'moved/pages');
    assert.equal(moved.status, 0, moved.stdout + moved.stderr);
    assert.match(moved.stdout, /No verdict differs/);
  }));

test('a service that is not there, and a run that was interrupted, are told as their runs told them', () =>
  inNewFolder(async folder => {
    const gone = { ...live, VBS_ENDPOINT: `http://127.0.0.1:${await unusedPort()}` };
    assert.equal((await command(['check', '--quiet'], gone, folder)).status, 2);
    await assertEqual(folder, 2);
    const content = JSON.parse(textIn(folder, 'reports/recording.json'));
    writeRecording(folder, { ...content, judgedWith: { ...content.judgedWith, interrupted: 143 } });
    assert.equal((await judge(folder, 'r')).status, 143);
  }));

test('of many recordings a damaged one is named, and the others are judged all the same', () =>
  inNewFolder(async folder => {
    const all = ['a', 'b', 'c'].map(name => `all/${name}`);
    const run = ['check', '--quiet', '--target', 'mock', '--only', 'status/404', '--reports-dir'];
    for (const reports of all) assert.equal((await command([...run, reports], {}, folder)).status, 0);
    writeFileSync(path.join(folder, 'all/b/recording.json'), '{');
    const { status, stdout, stderr } = await judge(folder, 'all', '--quiet', '--out', 'judged');
    assert.equal(status, 2);
    assert.match(stderr, /^all\/b\/recording\.json:1: the text ends too early[^\n]*\n$/);
    for (const name of ['a', 'c'])
      assert.match(stdout, new RegExp(`^all/${name}/conformance\\.json says the same in every field\\.$`, 'm'));
    assert.deepEqual(readdirSync(path.join(folder, 'judged')).sort(), ['a', 'c']);
  }));

/** Writes a recording into a folder of its own. */
function writeRecording(folder: string, content: unknown): void {
  mkdirSync(path.join(folder, 'r'), { recursive: true });
  writeFileSync(path.join(folder, 'r/recording.json'), JSON.stringify(content));
}

test('evidence and report that do not fit each other are named, field by field', () =>
  inNewFolder(async folder => {
    assert.equal(
      (await command(['check', '--quiet', '--target', 'mock', '--only', 'show-backup/**'], {}, folder)).status,
      0,
    );
    const [recording, report] = [textIn(folder, 'reports/recording.json'), textIn(folder, 'reports/conformance.json')];
    const judgeWith = async (changedRecording: unknown, changedReport: unknown): Promise<Finished> => {
      writeRecording(folder, changedRecording);
      writeFileSync(path.join(folder, 'r/conformance.json'), JSON.stringify(changedReport));
      return judge(folder, 'r', '--quiet');
    };
    const flipped = JSON.parse(report.replace('"verdict": "inapplicable"', '"verdict": "passed"'));
    const one = await judgeWith(JSON.parse(recording), flipped);
    assert.equal(one.status, 1);
    const [line, ...others] = one.stdout.split('\n').filter(text => text.startsWith('  '));
    assert.match(
      line ?? '',
      /^ {2}checks\[vbs\/v3\/show-backup\/[^\]]+\]\.verdict: stored "passed", now "inapplicable"$/,
    );
    assert.deepEqual(others, []);

    const { exchanges, ...rest } = JSON.parse(recording);
    const isShow = ({ name }: { readonly name: string }): boolean => name === 'show-backup/status/404/unknown-id';
    const dropped = exchanges.filter((exchange: { readonly name: string }) => !isShow(exchange));
    assert.equal(dropped.length, exchanges.length - 1);
    const two = await judgeWith({ ...rest, exchanges: dropped }, JSON.parse(report));
    assert.equal(two.status, 1);
    assert.match(two.stdout, /status\/404\]\.verdict: stored "passed", now "unproven"/);

    const edited = recording.replaceAll('\\"size\\":', '\\"sizes\\":');
    assert.notEqual(edited, recording);
    const three = await judgeWith(JSON.parse(edited), JSON.parse(report));
    assert.equal(three.status, 1);
    assert.match(three.stdout, /response\/size\/presence\]\.verdict: stored "passed", now "failed"/);
    assert.match(three.stdout, /^ {2}exitStatus: stored 0, now 1$/m);
    assert.match(three.stdout, /^ {2}verdict: stored "incomplete", now "violations"$/m);
  }));

test('a folder of several recordings is judged as a whole, and written likewise', () =>
  inNewFolder(async folder => {
    const formats = path.join(packageRoot(), 'tests/recording/formats');
    for (const year of ['2025', '2026']) {
      mkdirSync(path.join(folder, `years/${year}/mock`), { recursive: true });
      cpSync(path.join(formats, '3.json'), path.join(folder, `years/${year}/mock/recording.json`));
    }
    const judged = await judge(folder, 'years', '--out', 'new/judged', '--quiet');
    assert.equal(judged.status, 0, judged.stderr);
    assert.deepEqual(judged.stdout.match(/^Recording: \S+(?=,)/gm), [
      'Recording: years/2025/mock/recording.json',
      'Recording: years/2026/mock/recording.json',
    ]);
    assert.ok(existsSync(path.join(folder, 'new/judged/2026/mock/conformance.json')));
    assert.ok(!existsSync(path.join(folder, 'new/judged/.lock')));
  }));

test('recordings of every format are judged, and those that carry no pages by those of today', async () => {
  const files = {
    1: 'tests/checks/earlier/full.json',
    2: 'tests/recording/formats/2.json',
    3: 'tests/recording/formats/3.json',
  };
  for (const [format, file] of Object.entries(files)) {
    const judged = await judge(packageRoot(), file);
    assert.equal(judged.status, 0, judged.stderr);
    const by =
      format === '3' ? /judged by the pages that it carries\.$/m : /judged by today's pages and without options: /;
    assert.match(judged.stdout, by, format);
    const recorded = await judge(packageRoot(), file, '--specs', 'recorded');
    assert.equal(recorded.status, format === '3' ? 0 : 2, format);
    if (format !== '3') assert.equal(recorded.stderr, `${file}: it carries no pages; use --specs today\n`);
  }
});

test('checks that need what an old recording has not are unproven, with that reason', () =>
  inNewFolder(async folder => {
    const content = JSON.parse(readFileSync(path.join(packageRoot(), 'tests/checks/earlier/lab-member.json'), 'utf8'));
    writeRecording(folder, content);
    await judge(folder, 'r', '--out', 'judged');
    const { checks } = JSON.parse(textIn(folder, 'judged/conformance.json'));
    const open = checks.filter((one: { readonly verdict: string }) => one.verdict === 'unproven');
    assert.ok(open.length > 0);
    for (const { message } of open) assert.notEqual(message, '');
  }));

test('--out is a folder of its own: neither the recording nor its report is replaced', () =>
  inNewFolder(async folder => {
    const file = path.join(packageRoot(), 'tests/recording/formats/3.json');
    for (const place of ['a', 'b']) {
      mkdirSync(path.join(folder, place));
      cpSync(file, path.join(folder, place, 'recording.json'));
    }
    for (const out of ['a', 'b', './a/../a']) {
      const judged = await judge(folder, 'a', '--out', out);
      assert.equal(judged.status, 2, out);
      assert.match(judged.stderr, /has a recording of a run; choose another folder\.\n$/);
      assert.deepEqual(readdirSync(path.join(folder, out)), ['recording.json']);
    }
    writeFileSync(path.join(folder, 'file'), '');
    for (const out of ['', 'file', 'file/below']) assert.equal((await judge(folder, 'a', '--out', out)).status, 2, out);
  }));

test('--har writes the exchanges as an HTTP Archive beside the reports, and needs --out', () =>
  inNewFolder(async folder => {
    cpSync(path.join(packageRoot(), 'tests/recording/formats/3.json'), path.join(folder, 'r.json'));
    assert.equal(
      (await judge(folder, 'r.json', '--har')).stderr,
      '--har needs a folder to write to; name one with --out.\n',
    );
    assert.equal((await judge(folder, 'r.json', '--har', '--out', 'judged')).status, 0);
    assert.deepEqual(readdirSync(path.join(folder, 'judged')).sort(), [
      'conformance.json',
      'ctrf.json',
      'junit.xml',
      'recording.har',
    ]);
    const { exchanges } = JSON.parse(textIn(folder, 'r.json'));
    assert.equal(JSON.parse(textIn(folder, 'judged/recording.har')).log.entries.length, exchanges.length);
  }));
