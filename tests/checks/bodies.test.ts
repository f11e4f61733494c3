import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Exchange } from '../../src/wire/exchange.ts';
import {
  type Alteration,
  changed,
  complaints,
  reads,
  recordEmbedded,
  textOf,
  verdictAfter,
  verdictOn,
  withBackup,
  withHeaders,
  withText,
} from './embedded-recording.ts';
import { changed as changedList, exchangeIn, recording, wordsOn } from './list-recording.ts';

const conforming = await recordEmbedded();
const verdictOf = (id: string, names: readonly string[], change: Alteration) =>
  verdictAfter(conforming, id, names, change);

const bodies: readonly (readonly [string, string, (text: string) => string])[] = [
  ['NaN', 'body/json', text => text.replace(/"size":\s*\d+/, '"size": NaN')],
  ['a body that breaks off', 'body/json', text => text.slice(0, -3)],
  ['a comment', 'body/json', text => `// here\n${text}`],
  ['a second value', 'body/json', text => `${text}{}`],
  ['nothing', 'body/json', () => ''],
  ['HTML', 'body/json', () => '<html></html>'],
  ['a mark of byte order', 'body/json', text => `\uFEFF${text}`],
];

for (const [what, id, change] of bodies) {
  test(`${what} in the body fails ${id}`, () => {
    assert.equal(verdictOf(id, ['show'], withText(change(textOf(conforming, 'show')))), 'failed');
    assert.equal(verdictOf(id, ['show-again'], withText(change(textOf(conforming, 'show')))), 'failed');
  });
}

test('bytes that are no UTF-8 fail body/json', () => {
  const spoilt = (exchange: Exchange): Exchange => ({
    ...exchange,
    response: exchange.response && {
      ...exchange.response,
      body: Buffer.concat([exchange.response.body, Buffer.from([0xff])]),
    },
  });
  assert.equal(verdictOf('body/json', ['show'], spoilt), 'failed');
});

test('a key that stands twice is a warning, however it is spelled', () => {
  const text = textOf(conforming, 'show').replace('"size"', '"s\\u0069ze": 1, "size"');
  assert.equal(verdictOf('body/unique-keys', ['show'], withText(text)), 'warned');
});

test('the rules on whole bodies name the reads that they judged', () => {
  for (const id of ['body/json', 'body/unique-keys', 'body/content-type']) {
    assert.deepEqual(verdictOn(conforming, id).exchanges, ['show-backup/show', 'show-backup/show-again'], id);
  }
});

test('a key that stands twice on a page of a list is a warning, too', () => {
  const twice = withText(
    Buffer.from(exchangeIn(recording, 'paging/walk/1').response?.body ?? '')
      .toString()
      .replace('"href":', '"href": "", "href":'),
  );
  assert.equal(wordsOn(recording, 'body/unique-keys'), 'passed: ');
  assert.match(
    wordsOn(changedList(recording, ['paging/walk/1'], twice), 'body/unique-keys'),
    /^warned: repeated keys \(paging\/walk\/1\): expected none, got "href"/,
  );
});

test('the media type counts, its parameters do not', () => {
  const typed = (value: string | undefined) =>
    withHeaders(headers => [
      ...headers.filter(([name]) => name.toLowerCase() !== 'content-type'),
      ...(value === undefined ? [] : [['content-type', value] as const]),
    ]);
  for (const good of ['application/json', 'Application/JSON', 'application/json; charset=utf-8']) {
    assert.equal(verdictOf('body/content-type', ['show'], typed(good)), 'passed', good);
  }
  for (const bad of ['text/html', 'application/problem+json', 'application/jsonp', '', undefined]) {
    assert.equal(verdictOf('body/content-type', ['show'], typed(bad)), 'failed', String(bad));
  }
});

test('an undocumented field is a warning wherever it stands, a ruled one is none', () => {
  const added = (where: (backup: Record<string, unknown>) => void) =>
    complaints(changed(conforming, reads, withBackup(where)));
  const warning = ['body/undocumented-fields: warned'];
  assert.deepEqual(
    added(backup => Object.assign(backup, { colour: 'blue' })),
    warning,
  );
  assert.deepEqual(
    added(backup => Object.assign((backup.links as object[])[0] ?? {}, { type: 'x' })),
    warning,
  );
  assert.deepEqual(
    added(backup => Object.assign(backup, { metadata: {}, user_id: 'u', encryption_key_id: 'k' })),
    [],
  );
  const beside = (exchange: Exchange) =>
    withText(textOf(conforming, 'show').replace(/}\s*$/, ', "extra": 1}'))(exchange);
  assert.deepEqual(complaints(changed(conforming, reads, beside)), warning);
});

test('of very many undocumented fields the first are named, and the others counted', () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`field-${index}`, 1]));
  const spoilt = changed(
    conforming,
    reads,
    withBackup(backup => Object.assign(backup, many)),
  );
  const { message } = verdictOn(spoilt, 'body/undocumented-fields');
  assert.match(message, /field-98, field-99 and 4900 more/);
});

test('conforming variants raise no complaint', () => {
  const zipped = (exchange: Exchange): Exchange => ({
    ...withHeaders(headers => [...headers, ['Content-Encoding', 'gzip']])(exchange),
    response: exchange.response && {
      ...exchange.response,
      headers: [...exchange.response.headers, ['Content-Encoding', 'gzip']],
      body: gzipSync(exchange.response.body),
    },
  });
  assert.deepEqual(complaints(changed(conforming, ['show', 'show-again'], zipped)), []);
  const reversed = withBackup(backup => {
    const entries = Object.entries(backup).reverse();
    for (const [name] of entries) delete backup[name];
    Object.assign(backup, Object.fromEntries(entries));
  });
  assert.deepEqual(complaints(changed(conforming, ['show-again'], reversed)), []);
  const moved = withBackup(backup =>
    Object.assign(backup, { status: 'restoring', updated_at: '2026-01-01T00:00:00', size: 2 ** 40, name: 'n' }),
  );
  // A backup that changes meanwhile shows nothing about steadiness, and everything about its fields.
  assert.deepEqual(complaints(changed(conforming, ['show-again'], moved)), ['steady: unproven']);
});
