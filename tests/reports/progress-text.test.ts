import assert from 'node:assert/strict';
import { test } from 'node:test';
import { probingText, probingTextOfSeveral } from '../../src/reports/progress-text.ts';

test('progress says how many requests are answered, and what the last of them waits for', () => {
  assert.equal(probingText(3, 24, undefined), 'Probing: 3 of 24');
  assert.equal(probingText(23, 24, { code: 408, most: 15_000 }), 'Probing: 23 of 24, waiting for 408, up to 15 s');
  assert.equal(
    probingText(1, 24, { code: undefined, most: 500 }),
    'Probing: 1 of 24, waiting for an answer, up to 0.5 s',
  );
});

test('progress of several targets says that they are probed at the same time, and how many are done', () => {
  const waiting = { code: 408, most: 15_000 };
  assert.equal(
    probingTextOfSeveral(
      [
        [3, 24, undefined],
        [23, 30, waiting],
      ],
      7,
      100,
    ),
    'Probing 2 targets at the same time: 26 of 54 requests; 7 of 100 targets are done',
  );
});
