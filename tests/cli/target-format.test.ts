import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { targetFormat, targetFormatFile } from '../../src/cli/target-format.ts';
import { ways } from '../../src/probes/ways.ts';

const text = readFileSync(path.join(packageRoot(), targetFormatFile), 'utf8');

test("a profile's format names every way and every fault that a hook can bring about", () => {
  assert.equal(targetFormat(text), text, 'run "npm run derive" and commit the result');
  const { probes, faults } = JSON.parse(text).properties;
  assert.deepEqual(
    probes.propertyNames.enum,
    ways.map(({ name }) => name),
  );
  assert.deepEqual(faults.propertyNames.enum, ['409', '500', '502', '503', '504']);
});

test('what is written by hand in the format stays as it is', () => {
  const stale = JSON.parse(text);
  stale.properties.probes.propertyNames = { enum: ['status/418/teapot'] };
  stale.properties.faults.propertyNames = { enum: [] };
  assert.equal(targetFormat(JSON.stringify(stale)), text);
});
