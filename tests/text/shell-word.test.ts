import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { shellWord } from '../../src/text/shell-word.ts';

test('a plain word stays as it is, any other is quoted', () => {
  assert.equal(shellWord('http://127.0.0.1:8776/v3'), 'http://127.0.0.1:8776/v3');
  assert.equal(shellWord("it's $HOME"), "'it'\\''s $HOME'");
  assert.equal(shellWord(''), "''");
});

test('a POSIX shell reads the text back', () => {
  const texts = fc.array(fc.string({ unit: 'binary-ascii' }).map(text => `é${text.replaceAll('\0', '')}`));
  fc.assert(
    fc.property(texts, words => {
      const script = words.map(word => `printf '%s\\0' ${shellWord(word)}`).join('\n');
      assert.equal(execFileSync('sh', ['-c', script], { encoding: 'utf8' }), words.map(word => `${word}\0`).join(''));
    }),
    { numRuns: 30 },
  );
});
