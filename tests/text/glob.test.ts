import assert from 'node:assert/strict';
import { test } from 'node:test';
import { globMatcher, isPossibleGlob } from '../../src/text/glob.ts';

const id = 'vbs/v3/show-backup/response/os-backup-project-attr:tenant_id/presence';

test('a glob matches a name, and ** matches slashes, too', () => {
  for (const glob of [
    '**',
    '**/presence',
    'vbs/v3/*/response/**',
    `${id.slice(0, -8)}{type,presence}`,
    '**/os-*-*:*/p*',
  ])
    assert.deepEqual([globMatcher(glob)(id), isPossibleGlob(glob)], [true, true], glob);
  for (const glob of ['*', 'vbs/*', '**/type', 'presence']) assert.equal(globMatcher(glob)(id), false, glob);
});

test('what is no glob over names matches nothing', () => {
  for (const glob of ['', 'a b', '/a', 'a/', 'a//b', '[', 'x'.repeat(100_000)])
    assert.deepEqual([globMatcher(glob)(id), isPossibleGlob(glob)], [false, false], glob.slice(0, 20));
});

test('a glob that could take hours matches nothing: those of a recording are anybody’s', () => {
  for (const glob of [
    `${'*a'.repeat(12)}b`,
    `**/${'*?'.repeat(12)}!`,
    `vbs/v3/${'{*,?*}'.repeat(12)}!`,
    '**/+(+(?)+(?))!',
    '**/{a,aa,?}+{b,bb,?}+!',
    '**/[a-z]+[a-z]+[a-z]+!',
  ]) {
    assert.equal(isPossibleGlob(glob), false, glob);
    assert.equal(globMatcher(glob)(`vbs/v3/${'a'.repeat(200)}`), false, glob);
  }
});
