import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absolutePath } from '../../src/targets/files.ts';
import { filesOf } from './target-sources.ts';

test('a path leads from the folder of the run, or from home behind a ~', () => {
  const paths: Readonly<Record<string, string>> = {
    'clouds.yaml': '/folder/clouds.yaml',
    './a/../b': '/folder/b',
    '../b': '/b',
    '/etc/c': '/etc/c',
    '~/c': '/home/user/c',
    'a~/c': '/folder/a~/c',
    '~other/c': '/folder/~other/c',
  };
  for (const [given, path] of Object.entries(paths)) assert.equal(absolutePath(given, filesOf()), path, given);
});
