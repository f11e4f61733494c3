import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JudgedWith } from '../../src/recording/judged-with.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { parseRecording, writeRecording } from '../../src/recording/recording-file.ts';
import type { SentRequest } from '../../src/recording/sent-request.ts';
import type { Exchange, Header } from '../../src/wire/exchange.ts';
import { anyText } from '../text/any-text.ts';

const text = anyText();
const headers: fc.Arbitrary<Header[]> = fc.array(fc.tuple(text, text));

const exchanges: fc.Arbitrary<Exchange> = fc.record({
  name: text,
  request: fc.oneof(
    fc.record({ method: text, url: text, headers }),
    fc.record({ method: text, url: text, headers, note: text }),
  ),
  response: fc.option(fc.record({ status: fc.nat(999), reason: text, headers, body: bodies() }), { nil: undefined }),
  failure: fc.option(fc.record({ kind: fc.constant('closed' as const), message: text }), { nil: undefined }),
  startedAt: fc.constant('2024-02-29T12:00:00.000Z'),
  duration: fc.nat(),
  reflected: fc.array(text),
});

function bodies(): fc.Arbitrary<Uint8Array> {
  const bytes = fc.uint8Array().map(array => Buffer.from(array));
  const written = fc.oneof(text, fc.json(), fc.constant('\ufeff{}')).map(string => Buffer.from(string));
  return fc.oneof(bytes, written);
}

const requests: fc.Arbitrary<SentRequest> = fc.record(
  {
    name: text,
    method: text,
    url: text,
    startedAt: fc.constant('2024-02-29T12:00:00.000Z'),
    duration: fc.nat(),
    status: fc.nat(),
    failure: text,
  },
  { requiredKeys: ['name', 'method', 'url', 'startedAt', 'duration'] },
);

const judgedWith: fc.Arbitrary<JudgedWith> = fc.record({
  strictness: fc.constantFrom('ruled' as const, 'literal' as const),
  options: fc.record({ strict: fc.boolean(), only: fc.array(text) }),
  texts: fc.dictionary(text, text),
  waivers: fc.constant([]),
});

const withoutPages: fc.Arbitrary<Recording> = fc.record({
  format: fc.constant(3 as const),
  operations: fc.array(fc.record({ page: text, name: text, parameters: fc.dictionary(text, text) })),
  suite: text,
  target: fc.record({
    name: text,
    simulated: fc.boolean(),
    endpoint: text,
    project: text,
    admin: fc.boolean(),
  }),
  startedAt: fc.constant('2024-02-29T12:00:00.000Z'),
  duration: fc.nat(),
  exchanges: fc.array(exchanges),
  unsent: fc.array(fc.record({ name: text, reason: text })),
  requests: fc.array(requests),
});

const recordings = fc.oneof(
  withoutPages,
  fc.tuple(withoutPages, judgedWith).map(([recording, pages]): Recording => ({ ...recording, judgedWith: pages })),
);

/** `fast-check` makes objects without a prototype now and then; files do not tell these apart. */
const plain = (recording: Recording): unknown => structuredClone(recording);

test('a recording that was written is read as it was, to the last byte', () => {
  fc.assert(
    fc.property(recordings, recording => {
      assert.deepEqual(plain(parseRecording(writeRecording(recording))), plain(recording));
    }),
  );
});

test('the file is for people too: bodies as text where they are text', () => {
  const [sample] = fc.sample(recordings, 1);
  const [exchange] = fc.sample(exchanges, 1);
  assert.ok(sample && exchange);
  const withBody = (body: Uint8Array): string =>
    writeRecording({
      ...sample,
      exchanges: [{ ...exchange, response: { status: 200, reason: '', headers: [], body } }],
    });
  assert.match(withBody(Buffer.from('größer')), /"body": \{\s+"text": "größer"\s+\}/);
  assert.match(withBody(Uint8Array.from([0xff])), /"body": \{\s+"base64": "\/w=="\s+\}/);
  assert.match(withBody(Buffer.from('\x1b[2J')), /"\\u001b\[2J"/);
  assert.ok(withBody(Buffer.from('')).endsWith('}\n'));
});

const empty: Recording = {
  format: 3,
  suite: 'suite',
  target: { name: 'a', simulated: false, endpoint: 'https://vbs.test', project: 'p1', admin: false },
  operations: [],
  startedAt: '2024-02-29T12:00:00.000Z',
  duration: 1,
  exchanges: [],
  unsent: [],
  requests: [],
};

test('characters that control a terminal or reverse its text are escaped, and read back', () => {
  const hostile = '\u0000\u001b[31m\u007f\u009b31m\u202e\u2066\u00ad\ufeff\u2028\u2029\u{e0041}';
  const exchange: Exchange = {
    name: hostile,
    request: { method: 'GET', url: hostile, headers: [[hostile, hostile]] },
    response: { status: 200, reason: hostile, headers: [], body: Buffer.from(hostile) },
    failure: undefined,
    startedAt: '2024-02-29T12:00:00.000Z',
    duration: 1,
    reflected: [],
  };
  const recording = { ...empty, suite: hostile, exchanges: [exchange] };
  const written = writeRecording(recording);
  assert.doesNotMatch(written.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  assert.match(written, /\\u202e/);
  assert.deepEqual(parseRecording(written), recording);
});

test('a body of many such characters is written as base64, which is shorter', () => {
  const body = Buffer.from('\u202e'.repeat(10_000));
  const response = { status: 200, reason: '', headers: [], body };
  const asked = {
    name: 'a',
    request: { method: 'GET', url: '', headers: [] },
    startedAt: '',
    duration: 1,
    reflected: [],
  };
  const recording = { ...empty, exchanges: [{ ...asked, response, failure: undefined }] };
  assert.match(writeRecording(recording), /"base64": /);
});

test('a file that is no recording is refused', () => {
  for (const file of ['', 'x', 'null', '{}', '[]', '{"exchanges":1}']) assert.throws(() => parseRecording(file), Error);
  for (const file of ['null', '{}', '{"exchanges":1}']) {
    assert.throws(() => parseRecording(file), /The file is not a recording/);
  }
});

test('a recording of a later format is refused', () => {
  assert.throws(() => parseRecording('{"format":4,"exchanges":[]}'), /format 4/);
});

test('a recording of the second format did not keep what it was judged with', () => {
  const { format: _, ...rest } = JSON.parse(writeRecording(empty));
  assert.deepEqual(parseRecording(JSON.stringify({ format: 2, ...rest })), empty);
});

test('a recording of the first format, which had one operation, is read as one of today', () => {
  const exchange = (name: string) => ({
    name,
    request: { method: 'GET', url: 'https://vbs.test/v3', headers: [] },
    startedAt: '2024-02-29T12:00:00.000Z',
    duration: 1,
    reflected: [],
  });
  const target = { name: 'x', simulated: false, endpoint: 'https://vbs.test', project: 'p1', admin: false };
  const sent = (name: string) => ({ name, method: 'GET', url: 'x', startedAt: '', duration: 1 });
  const file = {
    page: 'vbs/v3/show-backup',
    suite: 'vbs-conformance 0.1.0',
    target: { ...target, backup: 'b1' },
    startedAt: '2024-02-29T12:00:00.000Z',
    duration: 1,
    exchanges: [exchange('show'), exchange('status/404/unknown-id')],
    unsent: [{ name: 'status/407/proxy', reason: 'VBS_HTTP_PROXY is not set' }],
    requests: [sent('identity'), sent('show')],
  };
  const { exchanges, unsent, requests, ...rest } = parseRecording(JSON.stringify(file));
  assert.deepEqual(rest, {
    format: 3,
    suite: file.suite,
    target,
    operations: [{ page: file.page, name: 'show-backup', parameters: { project_id: 'p1', backup_id: 'b1' } }],
    startedAt: file.startedAt,
    duration: 1,
  });
  assert.deepEqual(
    exchanges.map(({ name }) => name),
    ['show-backup/show', 'show-backup/status/404/unknown-id'],
  );
  assert.equal(unsent[0]?.name, 'show-backup/status/407/proxy');
  assert.deepEqual(
    requests.map(({ name }) => name),
    ['identity', 'show-backup/show'],
  );
});
