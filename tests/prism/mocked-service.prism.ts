import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import picomatch from 'picomatch';
import { parse } from 'yaml';
import { packageRoot } from '../../src/cli/package-root.ts';
import { inNewFolder, ownState } from '../cli/command.ts';
import { spawnedCommand } from '../cli/spawned-command.ts';
import { isAnswered } from '../lab/lab.ts';

/** What the mock does otherwise than the page says, and why. */
interface Difference {
  readonly ids: readonly string[];
  readonly verdicts: readonly string[];
  readonly cause: string;
}

const differences: readonly Difference[] = parse(
  readFileSync(path.join(packageRoot(), 'tests/prism/expected.yaml'), 'utf8'),
);

/** The address in the profile `targets/prism.yaml`. */
const origin = 'http://127.0.0.1:4010';

/** Runs `use` while Prism, fetched for that, serves our document of show-backup. */
async function withPrism(folder: string, use: () => Promise<void>): Promise<void> {
  execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '@stoplight/prism-cli@5.14.2']);
  const prism = path.join(folder, 'node_modules/@stoplight/prism-cli/dist/index.js');
  const document = path.join(packageRoot(), 'schemas/vbs/v3/show-backup.openapi.json');
  // With a seed it makes the same values each time.
  const args = [prism, 'mock', '--dynamic', '--seed', '7', '--port', '4010', document];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  try {
    for (let look = 0; !(await isAnswered(origin)); look += 1) {
      assert.ok(look < 60, 'Prism does not answer');
      await sleep(500);
    }
    await use();
  } finally {
    child.kill();
  }
}

test("each difference of Prism's mock from the page is known, with its cause, and all evidence is simulated", () =>
  inNewFolder(folder =>
    withPrism(folder, async () => {
      const env = {
        ...ownState(folder),
        OS_TOKEN: 'token-of-nobody-at-all',
        OS_PROJECT_ID: '0123456789abcdef0123456789abcdef',
        VBS_OTHER_TOKEN: 'token-of-another-project',
        VBS_OTHER_PROJECT_ID: '00000000000000000000000000000001',
        VBS_NOROLE_TOKEN: 'token-without-any-role',
        VBS_FAULTS: 'prefer',
        VBS_UNFINISHED_WAIT: '3',
        REPORTS_DIR: path.join(folder, 'reports'),
      };
      const args = ['check', '-q', '--target', 'prism', '--only', 'show-backup/**'];
      const { status, stderr } = await spawnedCommand(args, env, packageRoot());
      assert.deepEqual([status, stderr], [1, '']);
      const { checks } = JSON.parse(readFileSync(path.join(folder, 'reports/conformance.json'), 'utf8'));
      const unused = new Set(differences);
      for (const { id, verdict, evidence, message } of checks) {
        assert.ok(evidence === undefined || evidence === 'simulated', id);
        if (verdict === 'passed') continue;
        const below = id.replace('vbs/v3/show-backup/', '');
        const known = differences.find(({ ids }) => ids.some(glob => picomatch(glob, { dot: true })(below)));
        assert.ok(known?.verdicts.includes(verdict), `${verdict} ${below}: ${message}`);
        if (known) unused.delete(known);
      }
      assert.deepEqual([...unused], [], 'differences that there are no more');
    }),
  ));
