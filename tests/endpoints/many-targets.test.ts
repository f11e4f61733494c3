import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { command, type Finished, inNewFolder, onlyShow } from '../cli/command.ts';
import { startServices, writeProfiles } from './many-services.ts';

type Check = Readonly<Record<'id' | 'verdict', string>>;

/** Tests three targets, of which the first two are at the same origin. */
async function checkedWith(...options: readonly string[]): Promise<Finished & { readonly verdicts: unknown }> {
  const { origins, env, close } = await startServices(2);
  const [one = '', other = ''] = origins;
  try {
    return await inNewFolder(async folder => {
      const chosen = writeProfiles(folder, [one, one, other]);
      const finished = await command(['check', ...chosen, ...onlyShow, ...options], env, folder);
      const shown = (text: string): string => text.replaceAll(one, 'ONE').replaceAll(other, 'OTHER');
      const verdicts = readdirSync(path.join(folder, 'reports')).map(name => {
        const text = readFileSync(path.join(folder, 'reports', name, 'conformance.json'), 'utf8');
        const { target, checks } = JSON.parse(text) as { target: { name: string }; checks: Check[] };
        return [name, target.name, checks.map(({ id, verdict }) => [id, verdict])];
      });
      return { status: finished.status, stdout: shown(finished.stdout), stderr: finished.stderr, verdicts };
    });
  } finally {
    await close();
  }
}

test('targets that are tested at the same time get the verdicts, and are shown in the order, of one after the other', async () => {
  const apart = await checkedWith();
  const together = await checkedWith('--jobs', '3');
  assert.deepEqual([together.status, together.stderr], [0, '']);
  assert.deepEqual(together.stdout.match(/^Target: \w+, \w+|^Verdict on \w+/gm), [
    'Target: t001, ONE',
    'Verdict on t001',
    'Target: t002, ONE',
    'Verdict on t002',
    'Target: t003, OTHER',
    'Verdict on t003',
  ]);
  assert.equal(together.stdout, apart.stdout);
  assert.deepEqual(together.verdicts, apart.verdicts);
});

test('--jobs takes a whole number from 1 on: exit 2, and nothing is sent', () =>
  inNewFolder(async folder => {
    const { status, stdout, stderr } = await command(['check', '--target', 'mock', '--jobs', '0'], {}, folder);
    assert.deepEqual([status, stdout], [2, '']);
    assert.equal(stderr, '--jobs is "0"; set it to a whole number from 1 to 64.\n');
  }));
