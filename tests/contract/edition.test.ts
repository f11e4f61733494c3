import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { editionOf, knownEditions } from '../../src/cli/editions.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { pageIds } from '../../src/cli/pages.ts';
import { loadContract } from '../../src/cli/specification.ts';
import { editionDigest } from '../../src/contract/edition.ts';

const pages = pageIds(packageRoot()).map(id => ({ id, ...loadContract(packageRoot(), id, 'ruled').source }));

test('the latest edition is the state of all pages and notes', () => {
  const latest = knownEditions().at(-1);
  const digest = editionDigest(pages);
  assert.equal(
    latest?.sha256,
    digest,
    `specs/ has changed: add an entry to specs/edition.yaml, with a new name and sha256: ${digest}`,
  );
  assert.deepEqual(editionOf([...pages].reverse()), latest, 'in any order');
});

test('the digest is what a stranger gets with common tools', () => {
  const lines = pages
    .flatMap(({ id }) => [`specs/${id}.rst`, `specs/${id}.yaml`])
    .sort((one, other) => (one < other ? -1 : 1))
    .map(
      file =>
        `${createHash('sha256')
          .update(readFileSync(path.join(packageRoot(), file)))
          .digest('hex')}  ${file}\n`,
    );
  assert.equal(editionDigest(pages), createHash('sha256').update(lines.join('')).digest('hex'));
});

test('a part of the pages, or one that is changed, is no edition', () => {
  assert.equal(editionOf(pages.slice(1)), undefined);
  const [first, ...others] = pages;
  assert.ok(first);
  assert.equal(editionOf([{ ...first, notes: first.page }, ...others]), undefined);
  assert.equal(editionOf([{ ...first, id: 'vbs/v3/another' }, ...others]), undefined);
});

test('each edition has a name of its own', () => {
  const editions = knownEditions();
  assert.equal(new Set(editions.map(({ name }) => name)).size, editions.length);
  for (const { name, sha256 } of editions) {
    assert.match(name, /^\d{4}\.\d{2}(?:\.\d+)?$/);
    assert.match(sha256, /^[\da-f]{64}$/);
  }
});
