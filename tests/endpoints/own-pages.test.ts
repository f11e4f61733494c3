import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { command, type Finished, inNewFolder } from '../cli/command.ts';
import { runAgainst } from './endpoint-run.ts';
import { openShop, type Shop, type Stock, stock, writePages } from './own-pages.ts';
import { conformanceFault } from './sound-reports.ts';

/** What a run says of the shop by pages in the folder `my/pages`. */
interface JudgedShop extends Finished {
  readonly asked: Shop['asked'];
  readonly conformance: Conformance;
}

interface Conformance {
  readonly verdict: string;
  readonly options: { readonly specs?: string };
  readonly operations: readonly { readonly page: string; readonly sums: { readonly failed: number } }[];
  readonly checks: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly cites: readonly { readonly source: string; readonly line?: number }[];
  }[];
}

const inPages = ['--specs', 'my/pages'];

async function judge(resources: Stock, ...args: readonly string[]): Promise<JudgedShop> {
  const shop = await openShop(resources);
  try {
    return await inNewFolder(async folder => {
      writePages(path.join(folder, 'my/pages'));
      const env = { ...shop.env, VBS_TIMEOUT: '2', VBS_PATIENCE: '0' };
      const finished = await command(['check', ...inPages, ...args], env, folder);
      const text = readFileSync(path.join(folder, 'reports/conformance.json'), 'utf8');
      assert.equal(conformanceFault(text), undefined);
      return { ...finished, asked: shop.asked, conformance: JSON.parse(text) as Conformance };
    });
  } finally {
    await shop.close();
  }
}

const failed = ({ conformance }: JudgedShop): string[] =>
  conformance.checks.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id);

test('a service that does what pages of the user say is conformant, and the reports name these pages', async () => {
  const judged = await judge(stock);
  assert.deepEqual([judged.status, judged.stderr, judged.conformance.verdict], [0, '', 'conformant']);
  assert.match(
    judged.stdout,
    /^show-gadget {2}GET \/v3\/\{project_id\}\/gadgets\/\{gadget_id\} {2}\d+ of \d+ passed, 4 of 4 /m,
  );
  assert.equal(judged.conformance.options.specs, 'my/pages');
  assert.deepEqual(
    judged.conformance.operations.map(({ page }) => page),
    ['shop/v3/show-gadget', 'shop/v3/show-widget'],
  );
  const files = judged.conformance.checks.flatMap(({ cites }) => cites.map(({ source }) => source));
  const pages = ['gadget', 'widget'].map(name => `my/pages/shop/v3/show-${name}.rst`);
  assert.deepEqual([...new Set(files.filter(file => file.endsWith('.rst')))], pages);
  // The widget was found in the list that the notes name; the page of the suite was not asked for.
  assert.equal(judged.asked[0], 'GET /v3/project-1/widgets');
  assert.ok(judged.asked.every(one => /\/(?:widgets|gadgets)\b/.test(one)));
});

test('what breaks a rule of such a page fails at its line, and in its operation alone', async () => {
  const { gadget } = stock.gadgets;
  const judged = await judge({ ...stock, gadgets: { gadget: { ...gadget, colour: 'green' } } });
  assert.equal(judged.status, 1);
  assert.deepEqual(failed(judged), ['shop/v3/show-gadget/response/colour/value']);
  assert.deepEqual(
    judged.conformance.operations.map(({ sums }) => sums.failed),
    [1, 0],
  );
  assert.match(
    judged.stdout,
    /^show-gadget: GET .*\n\n✗ failed {2}shop\/v3\/show-gadget\/response\/colour\/value\n(?: {2}.*\n)+ {2}page {6}my\/pages\/shop\/v3\/show-gadget\.rst:\d+: Either red or blue\n {2}notes {5}my\/pages\/shop\/v3\/show-gadget\.yaml:5: /m,
  );
  const { size: _, ...withoutSize } = stock.widgets.widget;
  assert.deepEqual(failed(await judge({ ...stock, widgets: { widget: withoutSize } })), [
    'shop/v3/show-widget/response/size/presence',
  ]);
  assert.ok(failed(await judge({ ...stock, widgets: { gadget } })).includes('shop/v3/show-widget/response/envelope'));
});

test('the embedded service does what pages of the user say, too, where their examples have an id', () =>
  inNewFolder(async folder => {
    writePages(path.join(folder, 'my'));
    const { status, stdout } = await command(['check', '--specs', 'my', '--target', 'mock'], {}, folder);
    assert.match(stdout, /\nVerdict on the embedded service: conformant \(embedded service\), exit status 0\. /);
    assert.equal(status, 0);
  }));

test('--only of one operation asks nothing of the other', async () => {
  for (const glob of ['show-gadget/**', 'shop/v3/show-gadget/**']) {
    const { status, asked, conformance } = await judge(stock, '--only', glob);
    assert.equal(status, 0);
    assert.ok(asked.length > 5 && asked.every(one => one.includes('/gadgets/')), asked.join('\n'));
    assert.ok(conformance.checks.every(({ id }) => id.startsWith('shop/v3/show-gadget/')));
  }
  const { asked } = await judge(stock, '--only', 'show-gadget/status/405');
  assert.deepEqual(asked, [
    ...['GET', 'PATCH', 'TRACE', 'GET'].map(method => `${method} /v3/project-1/gadgets/gadget-1`),
  ]);
});

test('the full run judges by the same pages, and its report shows them', async () => {
  const shop = await openShop(stock);
  try {
    await inNewFolder(async folder => {
      writePages(path.join(folder, 'my pages (new)'));
      const run = await runAgainst(['run', '--specs', 'my pages (new)'], shop.env, folder);
      assert.deepEqual([run.status, run.stderr], [0, '']);
      assert.match(run.stdout, /\nVerdict on \S+: conformant, exit status 0\. /);
      const html = run.files.get('reports/report.html')?.toString('utf8') ?? '';
      assert.ok(html.includes('"my pages (new)/shop/v3/show-widget.rst":"Showing a Thing'));
      assert.ok(!html.includes('"specs/vbs/v3/show-backup.rst"'));
    });
  } finally {
    await shop.close();
  }
});
