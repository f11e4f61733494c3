import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { chosenPages, type PagesFolder, pageIds } from '../../src/cli/pages.ts';
import { SpecificationError } from '../../src/contract/notes.ts';
import { ConfigurationError } from '../../src/targets/target.ts';

/** What comes of a new folder with these files. */
function inFolderWith<T>(files: readonly string[], use: (root: string) => T): T {
  const root = mkdtempSync(path.join(tmpdir(), 'pages-'));
  try {
    for (const file of files) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), '');
    }
    return use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** The ids in a package with these files below `specs/`. */
const idsOf = (files: readonly string[]): string[] =>
  inFolderWith(
    files.map(file => `specs/${file}`),
    root => pageIds(root),
  );

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

test('a page at another place, or with a name that nobody can type, is refused: ids begin with it', () => {
  for (const file of ['show-backup.rst', 'vbs/show-backup.rst', 'vbs/v3/a/show-backup.rst', 'vbs/v3/a b.rst']) {
    assert.throws(
      () => idsOf(['vbs/v3/show-volume.rst', file]),
      (error: unknown) => {
        assert.ok(error instanceof SpecificationError);
        assert.match(
          error.message,
          /:1: a page has to be at <service>\/<version>\/<name>\.rst, .*; move or rename it\.$/,
        );
        assert.ok(error.message.startsWith(`specs/${file}:1: `));
        return true;
      },
    );
  }
});

test('without --specs the pages are those of the suite, which CI has reviewed', () => {
  assert.deepEqual(chosenPages({}, '/nowhere'), { root: packageRoot(), specs: 'specs', areReviewed: true });
});

test('--specs is named as the user wrote it, and begins where the command was started', () =>
  inFolderWith(['my/pages/a/v1/show-thing.rst'], root => {
    const chosen = (specs: string): PagesFolder => chosenPages({ specs }, root);
    const own = { root, specs: 'my/pages', areReviewed: false };
    assert.deepEqual(chosen('my/pages'), own);
    assert.deepEqual(chosen('./my/pages/'), own);
    const absolute = path.join(root, 'my/pages');
    assert.deepEqual(chosen(absolute), { ...own, specs: absolute });
    for (const { root: begin, specs } of [chosen('my/pages'), chosen(absolute)]) {
      assert.deepEqual(pageIds(begin, specs), ['a/v1/show-thing']);
    }
  }));

test('--specs that is no folder with pages is told in a sentence', () =>
  inFolderWith(['empty/readme.md', 'file'], root => {
    const sentences = {
      '': /^--specs is empty; set it to a folder with pages\.$/,
      gone: /^--specs is "gone", but there is no folder that can be read; a page is a file .*\.$/,
      file: /^--specs is "file", but there is no folder that can be read; /,
      empty:
        /^--specs is "empty", but there is no page in it; a page is a file <service>\/<version>\/<name>\.rst in such/,
    };
    for (const [specs, sentence] of Object.entries(sentences)) {
      assert.throws(
        () => chosenPages({ specs }, root),
        (error: unknown) => {
          assert.ok(error instanceof ConfigurationError);
          assert.match(error.message, sentence);
          return true;
        },
      );
    }
  }));
