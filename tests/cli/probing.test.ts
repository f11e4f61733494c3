import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { probe } from '../../src/cli/probing.ts';
import { firstPage, loadContract } from '../../src/cli/specification.ts';
import { systemClock } from '../../src/cli/terminal-of-process.ts';
import { liveTarget } from '../../src/targets/environment.ts';
import { serveBare } from '../endpoints/bare-server.ts';
import { environmentFor } from '../endpoints/replaying-server.ts';

const { contract } = loadContract(packageRoot(), firstPage, 'ruled');

test('probing ends with what it has when it is interrupted, and tells what it has not', async () => {
  const server = await serveBare(() => {});
  const ending = new AbortController();
  try {
    const target = liveTarget({ ...environmentFor(server.origin, 'a1', 'b2'), VBS_TIMEOUT: '60' });
    assert.ok(target);
    const probing = probe(contract, target, 'test', systemClock, () => {}, ending.signal);
    setTimeout(() => ending.abort(), 100);
    const { exchanges, unsent } = await probing;
    assert.deepEqual(exchanges, []);
    assert.ok(unsent.some(({ name, reason }) => name === 'show' && /the run ended/.test(reason)));
  } finally {
    await server.close();
  }
});
