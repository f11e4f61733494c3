import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shownId } from '../../src/reports/check-id.ts';

test('an id is shown below its page where there is only one, and whole where there are several', () => {
  const [id, page] = ['vbs/v3/show-backup/links/self/once', 'vbs/v3/show-backup'];
  assert.equal(shownId(id, page, 1), 'links/self/once');
  assert.equal(shownId(id, page, 2), id);
});
