import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorOf } from '../../src/reports/cited-pages.ts';

test('the address of a cited line can stand in Markdown, and gives the path back, whatever the folder is called', () => {
  assert.equal(anchorOf('specs/vbs/v3/show-backup.rst', 58), '#specs/vbs/v3/show-backup.rst:58');
  for (const folder of ['my pages (new)', '/tmp/50%', 'a#b', 'ä/[x]', '..\\c', 'a`b*_<c>']) {
    const source = `${folder}/a/v1/show-thing.rst`;
    const anchor = anchorOf(source, 7);
    assert.match(anchor, /^#[^\s()<>\\#]+:7$/);
    assert.equal(decodeURIComponent(anchor), `#${source}:7`);
  }
});
