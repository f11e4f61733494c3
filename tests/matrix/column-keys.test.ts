import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnKeys } from '../../src/matrix/column-keys.ts';

test('keys are names of files, each once', () => {
  assert.deepEqual(
    columnKeys([
      'Acme Backup 4.2',
      'acme backup 4.2',
      'Acme Backup 4.2-2',
      '株式会社 バックアップ',
      '',
      '../../etc',
      '..',
      '/',
    ]),
    [
      'acme-backup-4.2',
      'acme-backup-4.2-2',
      'acme-backup-4.2-2-2',
      '株式会社-バックアップ',
      'product',
      'etc',
      'product-2',
      'product-3',
    ],
  );
  assert.ok((columnKeys(['x'.repeat(1000)])[0]?.length ?? 0) <= 80);
  for (const character of ['漢', '\u{20000}'])
    assert.ok(Buffer.byteLength(columnKeys([character.repeat(1000)])[0] ?? '') <= 200, 'a file system takes it');
});
