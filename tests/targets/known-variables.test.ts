import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import {
  knownVariables,
  liveVariableIn,
  optionsVariable,
  unknownVariablesIn,
} from '../../src/targets/known-variables.ts';

/** Names in a text that look like variables of this suite. */
const ownNames = (text: string): string[] => text.match(/\bVBS_[A-Z][A-Z_]*[A-Z]\b/g) ?? [];

const known: readonly string[] = [...knownVariables, optionsVariable];
const isKnown = (name: string): boolean => known.includes(name) || name.startsWith('VBS_SUBJECT_');

test('each known variable is documented in .env.example, and what is documented there is known', () => {
  const example = readFileSync(path.join(packageRoot(), '.env.example'), 'utf8');
  const documented = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name);
  for (const name of knownVariables) assert.ok(documented.includes(name), `.env.example lacks ${name}`);
  assert.deepEqual(
    ownNames(example).filter(name => !isKnown(name)),
    [],
  );
});

test('each variable of ours that the code names is known', () => {
  const source = path.join(packageRoot(), 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
  for (const file of files) {
    const names = ownNames(readFileSync(path.join(source, file), 'utf8'));
    // Some names are put together: VBS_OTHER and _CLOUD.
    const unknown = names.filter(name => !isKnown(name) && !known.some(one => one.startsWith(`${name}_`)));
    assert.deepEqual(unknown, [], file);
  }
});

test('what is named like a variable of ours, and is none, is found', () => {
  const env = { VBS_BACKUPID: '1', VBS_SUBJECT_: 'x', VBS_EMPTY: '', VBS_X: undefined, OS_ANYTHING: '1', PATH: '/' };
  assert.deepEqual(unknownVariablesIn(env), ['VBS_BACKUPID', 'VBS_SUBJECT_']);
  const all = Object.fromEntries([...known, 'VBS_SUBJECT_VOLUME_ID'].map(name => [name, 'x']));
  assert.deepEqual(unknownVariablesIn(all), []);
});

test('a variable that has a meaning for a live service only is found, also where it is empty', () => {
  for (const name of [
    'VBS_ENDPOINT',
    'OS_CLOUD',
    'OS_AUTH_URL',
    'OS_TOKEN',
    'VBS_BACKUP_ID',
    'VBS_SUBJECT_VOLUME_ID',
  ]) {
    assert.equal(liveVariableIn({ PATH: '/', [name]: 'x' }), name);
    assert.equal(liveVariableIn({ [name]: '' }), name);
    assert.equal(liveVariableIn({ [name]: undefined }), undefined);
  }
  assert.equal(liveVariableIn({ VBS_ENDPOINT: '', OS_TOKEN: 'x' }), 'OS_TOKEN');
  assert.equal(
    liveVariableIn({ VBS_RATE: '1', VBS_FAULTS: 'none', STRICTNESS: 'ruled', VBS_SUBJECT_: 'x' }),
    undefined,
  );
});
