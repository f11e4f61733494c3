import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve } from '../wire/serving.ts';
import { inNewFolder } from './command.ts';
import { spawnedCommand } from './spawned-command.ts';

/** Frequent garbage collection, in which Node 20 may lose timers: a short run would collect too rarely to show that. */
const collecting = ['--expose-gc', '--import', 'data:text/javascript,setInterval(gc, 50).unref()'];

for (const name of ['doctor', 'check']) {
  test(`${name} ends by itself when Keystone accepts the request and does not answer`, t =>
    inNewFolder(async folder => {
      const keystone = await serve(t, () => {});
      const env = {
        OS_AUTH_URL: `${keystone.origin}/v3`,
        OS_USERNAME: 'demo',
        OS_PASSWORD: 'password-canary',
        OS_PROJECT_NAME: 'demo',
        VBS_TIMEOUT: '1',
      };
      const { status, stdout, stderr } = await spawnedCommand([name, '--target', 'cloud'], env, folder, collecting);
      assert.equal(status, 2, stdout + stderr);
      assert.match(stdout + stderr, /Keystone at \S+ does not answer in time; check OS_AUTH_URL/);
    }));
}
