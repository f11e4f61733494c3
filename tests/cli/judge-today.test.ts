import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { openShop, ownPages, stock, writePages } from '../endpoints/own-pages.ts';
import { command, type Finished, inNewFolder } from './command.ts';

const judge = (folder: string, ...args: readonly string[]): Promise<Finished> =>
  command(['judge', 'reports', '--quiet', ...args], {}, folder);

/** Runs `use` in a folder with the reports on the shop, as it was judged by the pages in `then`. */
const inJudgedShop = (use: (folder: string) => Promise<void>): Promise<void> =>
  inNewFolder(async folder => {
    const shop = await openShop(stock);
    try {
      writePages(path.join(folder, 'then'));
      const run = await command(['check', '-q', '--specs', 'then'], { ...shop.env, VBS_PATIENCE: '0' }, folder);
      assert.equal(run.status, 0, run.stdout + run.stderr);
    } finally {
      await shop.close();
    }
    await use(folder);
  });

/** The pages with some words changed, each in the file that has them. */
function pagesWith(...changes: readonly (readonly [file: string, before: string, after: string])[]): typeof ownPages {
  const pages = { ...ownPages };
  for (const [file, before, after] of changes) {
    const text = pages[file] ?? assert.fail(file);
    assert.ok(text.includes(before), before);
    pages[file] = text.replace(before, after);
  }
  return pages;
}

const [page, notes] = ['shop/v3/show-gadget.rst', 'shop/v3/show-gadget.yaml'] as const;
const numberedMaker = [
  [page, '| string | Who made it', '| int    | Who made it'],
  [page, '"Gadgets and Daughters"', '5'],
] as const;
const redOnly = [notes, 'values: [red, blue]', 'values: [red]'] as const;

/** What is said of verdicts that differ, by the ids of the checks below the page. */
async function changesBy(folder: string, pages: typeof ownPages): Promise<ReadonlyMap<string, string>> {
  writePages(path.join(folder, 'now'), pages);
  const { status, stdout, stderr } = await judge(folder, '--specs', 'now');
  const lines = [...stdout.matchAll(/^ {2}shop\/v3\/show-gadget\/(\S+): (.*)$/gm)];
  assert.equal(status, lines.length > 0 ? 1 : 0, stdout + stderr);
  return new Map(lines.map(([, id = '', words = '']) => [id, words]));
}

test('verdicts that differ by pages of another time are put down to the page, or to the notes', () =>
  inJudgedShop(async folder => {
    assert.deepEqual([...(await changesBy(folder, ownPages))], []);
    const byPage = await changesBy(folder, pagesWith(...numberedMaker));
    assert.deepEqual([...byPage], [['response/maker/type', 'stored passed, today failed; the page changed']]);
    const byNotes = await changesBy(folder, pagesWith(redOnly));
    assert.deepEqual([...byNotes], [['response/colour/value', 'stored passed, today failed; the notes changed']]);
    const byBoth = await changesBy(folder, pagesWith(...numberedMaker, redOnly));
    assert.deepEqual(new Map([...byBoth].sort()), new Map([...byNotes, ...byPage].sort()));
  }));

test('where page and notes fit only those of their own time, it is said that it cannot be told which changed', () =>
  inJudgedShop(async folder => {
    const pink = pagesWith(
      [page, 'Either **red** or **blue**', 'Either **red** or **pink**'],
      [notes, 'Either red or blue', 'Either red or pink'],
      [notes, 'values: [red, blue]', 'values: [red, pink]'],
    );
    const changes = await changesBy(folder, pink);
    assert.deepEqual([...changes.keys()], ['response/colour/value']);
    assert.match(
      changes.get('response/colour/value') ?? '',
      /^stored passed, today failed; the page or its notes changed: .*cannot be told$/,
    );
  }));

test('a verdict that this suite gives otherwise by the recorded pages is put down to the suite', () =>
  inJudgedShop(async folder => {
    const file = path.join(folder, 'reports/conformance.json');
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const check = report.checks.find(({ id }: { readonly id: string }) =>
      id.endsWith('show-gadget/response/maker/type'),
    );
    check.verdict = 'unproven';
    check.id = 'shop/v3/show-gadget/response/maker/kind';
    writeFileSync(file, JSON.stringify(report));
    const changes = await changesBy(folder, pagesWith(...numberedMaker));
    assert.deepEqual(
      [...changes],
      [
        ['response/maker/kind', 'stored unproven, today no such check; the suite changed'],
        ['response/maker/type', 'stored no such check, today failed; the suite changed'],
      ],
    );
  }));

test('without a report the verdicts by the recorded pages are those to compare with', () =>
  inJudgedShop(async folder => {
    writeFileSync(path.join(folder, 'recording.json'), readFileSync(path.join(folder, 'reports/recording.json')));
    writePages(path.join(folder, 'now'), pagesWith(redOnly));
    const { status, stdout } = await command(['judge', 'recording.json', '-q', '--specs', 'now'], {}, folder);
    assert.equal(status, 1, 'as its run would exit today');
    assert.match(
      stdout,
      /^Verdicts that differ from the verdicts by the recorded pages:\n.*colour\/value.*; the notes changed$/m,
    );
  }));

test("recordings that carry no pages are judged by today's, and causes cannot be told apart", async () => {
  const file = path.join(packageRoot(), 'tests/recording/formats/2.json');
  await inNewFolder(async folder => {
    writeFileSync(path.join(folder, 'recording.json'), readFileSync(file));
    const first = await command(['judge', '.', '--specs', 'today', '--out', 'judged'], {}, folder);
    assert.equal(first.status, 0, first.stderr);
    assert.match(first.stdout, /There is nothing to compare with: neither a report, nor recorded pages\.\n$/);
    const report = readFileSync(path.join(folder, 'judged/conformance.json'), 'utf8');
    writeFileSync(path.join(folder, 'conformance.json'), report.replace('"verdict": "passed"', '"verdict": "failed"'));
    const second = await command(['judge', '.', '--specs', 'today'], {}, folder);
    assert.equal(second.status, 1);
    assert.match(
      second.stdout,
      /: stored failed, today passed; the suite, the page or its notes changed: the recording does not carry its pages\n$/,
    );
  });
});
