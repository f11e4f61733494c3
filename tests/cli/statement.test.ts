import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { knownEditions } from '../../src/cli/editions.ts';
import { fileFormat } from '../../src/cli/file-formats.ts';
import type { JudgedWith } from '../../src/recording/judged-with.ts';
import type { Recording } from '../../src/recording/recording.ts';
import type { Statement } from '../../src/statement/statement.ts';
import { jsonMisfit } from '../../src/text/json-misfit.ts';
import { productText, runs, writeRun } from '../statement/submissions.ts';
import { command } from './command.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vbs-conformance-'));
after(() => rmSync(folder, { recursive: true }));
const recording = await runs.unproven();
writeRun(path.join(folder, 'run'), recording);
writeFileSync(path.join(folder, 'PRODUCT.yaml'), productText('Backup'));

const stated = (run: string, ...args: readonly string[]) =>
  command(['statement', run, '--product', 'PRODUCT.yaml', ...args], {}, folder);

const edition = knownEditions().at(-1)?.name ?? '';
const at = `submissions/${edition}/acme-backup-1.4`;

test('a submission has its files, a statement of the published format, and a word on how to sign it', async () => {
  const { status, stdout, stderr } = await stated('run');
  assert.deepEqual([status, stderr], [0, '']);
  assert.ok(
    stdout.startsWith(`${at}: edition ${edition}, valid until ${Number(recording.startedAt.slice(0, 4)) + 1}-`),
    stdout,
  );
  assert.match(
    stdout,
    /^ {2}.* notices \d+; \d+ more do not count, for their checks did not pass\. README\.md names what it cannot notice\.$/m,
  );
  assert.match(stdout, /^Sign it: ssh-keygen -Y sign -f YOUR_KEY -n vbs-conformance-statement \S+\/statement\.json$/m);
  assert.deepEqual(readdirSync(path.join(folder, at)).sort(), [
    'PRODUCT.yaml',
    'README.md',
    'conformance.json',
    'junit.xml',
    'recording.json',
    'statement.json',
  ]);
  const content = JSON.parse(readFileSync(path.join(folder, at, 'statement.json'), 'utf8')) as Statement;
  assert.equal(jsonMisfit(content, fileFormat('statement')), undefined);
  assert.equal(
    readFileSync(path.join(folder, at, 'conformance.json'), 'utf8'),
    readFileSync(path.join(folder, 'run/conformance.json'), 'utf8'),
  );
  const again = await stated('run');
  assert.equal(again.status, 2);
  assert.match(again.stderr, /is there already; remove it, or choose another --out/);
  const other = await stated('run', '--out', 'other', '--publish', '--valid-until', content.run.start.slice(0, 10));
  assert.equal(other.status, 0, other.stderr);
  assert.match(other.stdout, /recording\.json is left out/);
});

/** The run with something else in its recording, and the report that follows. */
async function refusalOf(change: (recording: Recording) => Recording): Promise<string> {
  const run = mkdtempSync(path.join(folder, 'changed-'));
  rmSync(run, { recursive: true });
  writeRun(run, change(recording));
  const judged = path.basename(run);
  await command(['judge', `${judged}/recording.json`, '--out', `${judged}-judged`], {}, folder);
  copyFileSync(`${run}-judged/conformance.json`, path.join(run, 'conformance.json'));
  const { status, stderr } = await stated(path.basename(run), '--out', 'refused');
  assert.equal(status, 2, stderr);
  assert.ok(!existsSync(path.join(folder, 'refused')));
  return stderr;
}

const judgedOtherwise =
  (change: Partial<JudgedWith>) =>
  (one: Recording): Recording => ({ ...one, judgedWith: { ...(one.judgedWith as JudgedWith), ...change } });

const refused: Readonly<Record<string, readonly [(recording: Recording) => Recording, RegExp]>> = {
  'of a simulation': [one => ({ ...one, target: { ...one.target, simulated: true } }), /a simulation gave its answers/],
  'of the embedded service under another name': [
    one => ({
      ...one,
      exchanges: one.exchanges.map((exchange, index) =>
        index === 0 && exchange.response
          ? { ...exchange, response: { ...exchange.response, headers: [['x-simulated-by', 'vbs-conformance']] } }
          : exchange,
      ),
    }),
    /a simulation gave its answers/,
  ],
  'without requests': [
    judgedOtherwise({ options: { strict: false, without: ['status/405/*'] } }),
    /some requests were left out/,
  ],
  'of a few checks': [
    judgedOtherwise({ options: { strict: false, only: ['links/**'] } }),
    /only some checks were chosen/,
  ],
  'by the word': [judgedOtherwise({ strictness: 'literal' }), /it was judged literally/],
  'that was interrupted': [judgedOtherwise({ interrupted: 130 }), /it was interrupted/],
  'that left a fault': [
    one => ({ ...one, damage: 'the "leave" command failed' }),
    /it is not complete: The run stopped early/,
  ],
  'that was not tested': [one => ({ ...one, exchanges: [], obstacle: 'OS_TOKEN: no.' }), /nothing was tested/],
  'of a version that kept no pages': [({ judgedWith: _, ...one }) => one, /carries no pages|does not carry/],
  'by one page of three': [
    one => {
      const texts = Object.entries((one.judgedWith as JudgedWith).texts).filter(([file]) =>
        file.includes('show-backup'),
      );
      return judgedOtherwise({ texts: Object.fromEntries(texts) })(one);
    },
    /not judged by all pages of an edition/,
  ],
};

for (const [name, [change, expected]] of Object.entries(refused)) {
  test(`a run ${name} gets no statement, and nothing is written`, async () => {
    assert.match(await refusalOf(change), expected);
  });
}

test('where report and recording differ nothing is written, and each difference is named', async () => {
  writeRun(path.join(folder, 'edited'), recording);
  const file = path.join(folder, 'edited/conformance.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"verdict": "unproven"', '"verdict": "conformant"'));
  const { status, stderr } = await stated('edited', '--out', 'never');
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^edited\/conformance\.json differs from the recording, so there is no statement:\nedited\/conformance\.json: verdict: stored "conformant", now "unproven"$/m,
  );
  rmSync(file);
  assert.match(
    (await stated('edited', '--out', 'never')).stderr,
    /conformance\.json is not there; a statement needs the report/,
  );
  assert.ok(!existsSync(path.join(folder, 'never')));
});

test('wrong options are sentences', async () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['--valid-until', 'soon'], /--valid-until is no date/],
    [['--valid-until', '2999-01-01'], /--valid-until is 2999-01-01; choose a day from \S+ to \S+\./],
    [['--out', ''], /--out is empty/],
    [['--out', 'PRODUCT.yaml'], /cannot be made \(\w+\); choose another --out/],
    [['--product', 'none.yaml'], /none\.yaml is not there; write what product was tested/],
  ];
  for (const [args, expected] of cases) {
    const { status, stderr } = await stated('run', '--out', 'wrong', ...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, expected);
  }
  assert.match(
    (await stated('.', '--out', 'wrong')).stderr,
    /has several recordings; name the folder with the reports of one/,
  );
});
