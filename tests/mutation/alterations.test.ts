import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  type Alteration,
  altered,
  inSequence,
  unanswered,
  withAnother,
  withBytes,
  withField,
  withHeaders,
  withJson,
  withJsonChanged,
  without,
  withResource,
  withStatus,
  withText,
} from '../../src/mutation/alterations.ts';
import { type BodyText, bodyText } from '../../src/recording/body.ts';
import type { Exchange, Header } from '../../src/wire/exchange.ts';
import { listInEnvelope, oneInEnvelope } from './sample-contracts.ts';
import { conformingTo } from './sample-recordings.ts';

/** An exchange that was answered with this body. */
const answered = (body: Uint8Array | string, ...headers: readonly Header[]): Exchange => ({
  name: 'op/show',
  request: { method: 'GET', url: 'https://host.test/', headers: [] },
  response: { status: 200, reason: 'OK', headers, body: Buffer.from(body) },
  failure: undefined,
  startedAt: '2024-02-29T12:00:00.000Z',
  duration: 1,
  reflected: [],
});

const textOf = ({ response }: Exchange): string => decodedTextOf(response && bodyText(response));
const decodedTextOf = (body: BodyText | undefined): string =>
  body?.error === undefined ? (body?.text ?? '') : body.error;

test('an alteration gives the very same exchange where there is nothing to change', () => {
  const changeless: readonly Alteration[] = [
    withStatus(200),
    withText(text => text),
    withBytes(bytes => bytes),
    withJson({ parcel: { a: 1 } }),
    withJsonChanged(value => value),
    withResource('parcel', () => undefined),
    withResource('letter', () => ({})),
    withHeaders(headers => [...headers]),
    withField('server', 'sample'),
    withField('retry-after', undefined),
    inSequence(withStatus(200), withField('SERVER', 'sample')),
  ];
  const exchange = answered('{"parcel":{"a":1}}', ['Server', 'sample']);
  for (const alter of changeless) assert.equal(alter(exchange), exchange);
  const silent = unanswered(exchange);
  for (const alter of [...changeless, withStatus(404), withText(() => ''), unanswered])
    assert.equal(alter(silent), silent);
});

test('a body that cannot be read stays as it is', () => {
  const coded = answered('no gzip', ['Content-Encoding', 'gzip']);
  const unknown = answered('{}', ['Content-Encoding', 'unheard-of']);
  for (const alter of [withText(() => 'text'), withJson(1), withBytes(() => Buffer.from('b'))]) {
    assert.equal(alter(coded), coded);
    assert.equal(alter(unknown), unknown);
  }
  const latin1 = answered(Buffer.from('é', 'latin1'));
  assert.equal(withText(() => 'text')(latin1), latin1);
  assert.equal(textOf(withJson(7)(latin1)), '7');
  const page = answered('<html>');
  assert.equal(withJsonChanged(() => 1)(page), page);
});

test('other bodies are written in the content coding of the answer', () => {
  const coded = answered(gzipSync('{"parcel":{"a":1}}'), ['Content-Encoding', 'gzip']);
  const { response } = withResource('parcel', parcel => ({ ...parcel, b: 2 }))(coded);
  assert.equal(gunzipSync(response?.body ?? '').toString(), '{"parcel":{"a":1,"b":2}}');
});

test('resources are altered in an envelope, without one, and in lists', () => {
  const grown = (envelope: string | undefined, body: string) =>
    textOf(withResource(envelope, resource => Object.assign(resource, { b: 2 }))(answered(body)));
  assert.equal(grown('parcel', '{"parcel":{"a":1}}'), '{"parcel":{"a":1,"b":2}}');
  assert.equal(grown('parcels', '{"parcels":[{},7]}'), '{"parcels":[{"b":2},7]}');
  assert.equal(grown(undefined, '{"a":1}'), '{"a":1,"b":2}');
  assert.equal(grown(undefined, '[{"a":1},null]'), '[{"a":1,"b":2},null]');
});

test('names are those below the operation, which is the first of the recording unless another is named', () => {
  const recording = conformingTo(oneInEnvelope, listInEnvelope);
  const namesOf = (other: typeof recording): string[] =>
    other.exchanges.filter(one => !recording.exchanges.includes(one)).map(({ name }) => name);
  const first = altered(recording, ['show'], withStatus(404));
  assert.deepEqual(namesOf(first), ['show-parcel/show']);
  assert.deepEqual(namesOf(altered(recording, ['show'], withStatus(404), 'list-parcels')), ['list-parcels/show']);
  assert.deepEqual(namesOf(withAnother(recording, 'show', 'follow/next', {})), ['show-parcel/follow/next']);
  assert.deepEqual(namesOf(withAnother(recording, 'follow/self', 'follow/next', {}, 'list-parcels')), []);
  const { exchanges, unsent } = without(recording, ['show', 'never sent'], 'list-parcels');
  assert.equal(exchanges.length, recording.exchanges.length - 1);
  assert.deepEqual(unsent, [{ name: 'list-parcels/show', reason: 'left out' }]);
});
