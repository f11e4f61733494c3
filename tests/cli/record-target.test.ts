import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hookWords } from '../../src/cli/hook-words.ts';
import { redacting } from '../../src/cli/record-target.ts';

const hook = { code: 502, enter: ['break'], leave: ['mend'], timeout: 1000 } as const;

test('what a hook wrote of its environment is not repeated', async () => {
  const words = hookWords({ OS_PASSWORD: 'canary-password' });
  let isClosed = false;
  const guard = redacting(
    {
      enter: async () => 'exited with 1: OS_PASSWORD=canary-password: curl -u admin:canary',
      leave: async () => `${'x'.repeat(230)} canary-password`,
      wasLate: () => false,
      forget: () => {},
      close: async () => {
        isClosed = true;
      },
    },
    words,
  );
  assert.equal(await guard.enter(hook, 1000), 'exited with 1: OS_PASSWORD=<OS_PASSWORD>: curl -u admin:<hidden>');
  assert.equal(await guard.leave(), `${'x'.repeat(230)} <OS_PASSW…`, 'cut once no secret is left');
  await guard.close();
  assert.ok(isClosed);
});
