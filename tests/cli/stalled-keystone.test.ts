import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve } from '../wire/serving.ts';
import { inNewFolder } from './command.ts';
import { spawnedCommand } from './spawned-command.ts';

/** Node 20 loses timers to the garbage collection, which a short run might never see. */
const collecting = ['--expose-gc', '--import', 'data:text/javascript,setInterval(gc, 50).unref()'];

for (const name of ['doctor', 'check']) {
  test(`${name} ends by itself where Keystone takes the request and says nothing`, t =>
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
      assert.match(stdout + stderr, /Keystone at \S+ does not answer in time; see OS_AUTH_URL/);
    }));
}
