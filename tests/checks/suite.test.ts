import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { checksOf } from '../../src/checks/suite.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { checkableFacts } from '../../src/contract/checkable-facts.ts';
import { details, shown, summary } from './listed-items.ts';

const contracts = [shown, summary, details];
const checks = contracts.flatMap(checksOf);

test('the ids are pinned; a renamed one keeps its old id as an alias', () => {
  const pinned = readFileSync(path.join(packageRoot(), 'tests/checks/check-ids.txt'), 'utf8');
  assert.equal(`${checks.map(({ id }) => id).join('\n')}\n`, pinned);
});

test('every check has an id of its own, a rule, something that fails it, and a citation with page and line', () => {
  assert.equal(new Set(checks.map(({ id }) => id)).size, checks.length);
  for (const { id, title, fails, cites } of checks) {
    assert.notEqual(title, '', id);
    assert.notEqual(fails, '', id);
    assert.ok(
      cites.some(({ source, line, clause }) => source !== '' && (line !== undefined || clause !== undefined)),
      id,
    );
  }
});

test('no check cites the same place twice', () => {
  for (const { id, cites } of checks) {
    const places = cites.map(cite => JSON.stringify(cite));
    assert.deepEqual(places, [...new Set(places)], id);
  }
});

test('every documented field and status is cited by a check', () => {
  const cited = new Set(checks.flatMap(({ cites }) => cites.map(({ source, line }) => `${source}:${line}`)));
  for (const { place } of contracts.flatMap(checkableFacts))
    assert.ok(cited.has(`${place.file}:${place.line}`), `${place.file}:${place.line}`);
});
