import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pageIds } from '../../src/cli/pages.ts';
import { SpecificationError } from '../../src/contract/notes.ts';

/** The ids in a package with these files below `specs/`. */
function idsOf(files: readonly string[]): string[] {
  const root = mkdtempSync(path.join(tmpdir(), 'pages-'));
  try {
    for (const file of files) {
      mkdirSync(path.dirname(path.join(root, 'specs', file)), { recursive: true });
      writeFileSync(path.join(root, 'specs', file), '');
    }
    return pageIds(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('pages are found in every folder, and come in the order of their names', () => {
  const files = ['vbs/v3/show-backup.rst', 'vbs/v3/show-backup.yaml', 'evs/v3/show-volume.rst'];
  assert.deepEqual(idsOf(files), ['evs/v3/show-volume', 'vbs/v3/show-backup']);
});

test('two pages of one name are refused: the exchanges of one would be taken for those of the other', () => {
  assert.throws(
    () => idsOf(['vbs/v2/show-backup.rst', 'vbs/v3/show-backup.rst']),
    new SpecificationError([
      'specs/vbs/v3/show-backup.rst:1: specs/vbs/v2/show-backup.rst has the same name; rename one of them.',
    ]),
  );
});
