import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { command, inNewFolder } from '../cli/command.ts';
import { listPages, openWidgets, type Select, selectByState, widgets } from './own-lists.ts';
import { writePages } from './own-pages.ts';

interface Conformance {
  readonly verdict: string;
  readonly checks: readonly { readonly id: string; readonly verdict: string; readonly message: string }[];
}

/** What a run of the widgets comes to, by pages that only files of the test describe. */
async function judge(
  select: Select,
): Promise<Conformance & { readonly status: number | null; readonly stdout: string }> {
  const service = await openWidgets(select);
  try {
    return await inNewFolder(async folder => {
      writePages(path.join(folder, 'pages'), listPages);
      const env = { ...service.env, VBS_TIMEOUT: '5', VBS_PATIENCE: '0' };
      const { status, stdout } = await command(['check', '--specs', 'pages'], env, folder);
      const told = JSON.parse(readFileSync(path.join(folder, 'reports/conformance.json'), 'utf8')) as Conformance;
      return { ...told, status, stdout };
    });
  } finally {
    await service.close();
  }
}

const failed = ({ checks }: Conformance): string[] =>
  checks.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id.replace('shop/v3/', ''));

test('a list and its items are judged by two pages that are files only: paging, filter, items', async () => {
  const told = await judge(selectByState);
  assert.deepEqual(failed(told), []);
  assert.deepEqual([told.verdict, told.status], ['conformant', 0], told.stdout);
  const verdicts = new Map(told.checks.map(({ id, verdict }) => [id.replace('shop/v3/list-widgets/', ''), verdict]));
  const proven = ['items/once', 'items/show', 'items/other-project', 'filters/state', 'filters/state/none', 'steady'];
  for (const id of [...proven, 'paging/limit', 'paging/next', 'paging/end', 'paging/walk', 'paging/order']) {
    assert.equal(verdicts.get(id), 'passed', id);
  }
});

test('what such a list does wrong is found: a filter that is ignored, an item that show knows otherwise', async () => {
  assert.deepEqual(failed(await judge(() => widgets)), [
    'list-widgets/paging/walk',
    'list-widgets/filters/state',
    'list-widgets/filters/state/none',
  ]);
  const sold: Select = state => selectByState(state).map(one => (state === null ? { ...one, state: 'sold' } : one));
  assert.ok(failed(await judge(sold)).includes('list-widgets/items/show'));
});
