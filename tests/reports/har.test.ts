import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import { packageRoot } from '../../src/cli/package-root.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { harParts } from '../../src/reports/har.ts';
import type { Header } from '../../src/wire/exchange.ts';
import { asLive, changed, reads, recordEmbedded } from '../checks/embedded-recording.ts';

const schema = JSON.parse(readFileSync(path.join(packageRoot(), 'tests/reports/har.schema.json'), 'utf8'));
const isHar = new Ajv({ strict: true, strictRequired: false }).compile(schema);

interface Entry {
  readonly _probe: string;
  readonly _evidence: string;
  readonly _answeredBy?: string;
  readonly _error?: string;
  readonly request: { readonly url: string; readonly comment?: string };
  readonly response: {
    readonly status: number;
    readonly bodySize: number;
    readonly content: {
      readonly size: number;
      readonly text?: string;
      readonly encoding?: string;
      readonly comment?: string;
    };
  };
}

/** The entries of a recording's HTTP Archive, which has its format, by the names of the exchanges. */
function entriesOf(recording: Recording): ReadonlyMap<string, Entry> {
  const text = [...harParts(recording)].join('');
  assert.ok(isHar(JSON.parse(text)), JSON.stringify(isHar.errors));
  assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
  const entries: readonly Entry[] = JSON.parse(text).log.entries;
  return new Map(entries.map(entry => [entry._probe.replace(/^show-backup\//, ''), entry]));
}

const conforming = await recordEmbedded();

test('an HTTP Archive has an entry for each exchange, with its name, its evidence and who answered', () => {
  const entries = entriesOf(asLive(conforming));
  assert.equal(entries.size, asLive(conforming).exchanges.length);
  const evidenceOf = (name: string): string | undefined => entries.get(name)?._evidence;
  assert.equal(evidenceOf('show'), 'observed');
  assert.equal(evidenceOf('status/408/unfinished'), 'provoked');
  assert.equal(evidenceOf('status/503/prefer'), 'simulated');
  assert.equal(entries.get('show')?._answeredBy, 'service');
  assert.match(entries.get('status/408/unfinished')?.request.comment ?? '', /header section never ended/);
  for (const { _evidence } of entriesOf(conforming).values()) assert.equal(_evidence, 'simulated');
});

test('no exchanges are an archive, too', () => assert.equal(entriesOf({ ...conforming, exchanges: [] }).size, 0));

const withBody = (body: Buffer, ...headers: readonly Header[]): Entry | undefined =>
  entriesOf(
    changed(conforming, reads, one => ({ ...one, response: one.response && { ...one.response, body, headers } })),
  ).get('show');

test('a body is text where it is text, without its content coding, and else base64', () => {
  const plain = withBody(Buffer.from('größer\u202e'))?.response;
  assert.deepEqual([plain?.content.text, plain?.content.encoding], ['größer\u202e', undefined]);
  const bytes = withBody(Buffer.from([0xff, 0]))?.response;
  assert.deepEqual([bytes?.content.text, bytes?.content.encoding], ['/wA=', 'base64']);
  const packed = gzipSync('a'.repeat(1000));
  const coded = withBody(packed, ['Content-Encoding', 'gzip'])?.response;
  assert.deepEqual(
    [coded?.content.text, coded?.content.size, coded?.bodySize],
    ['a'.repeat(1000), 1000, packed.length],
  );
  const broken = withBody(Buffer.from('no gzip'), ['Content-Encoding', 'gzip'])?.response.content;
  assert.equal(broken?.text, Buffer.from('no gzip').toString('base64'));
  assert.match(broken?.comment ?? '', /^as it came: a body that does not match its Content-Encoding/);
});

test('what has no whole answer says why', () => {
  const failure = { kind: 'closed', message: 'the connection was closed' } as const;
  const without = changed(conforming, reads, one => ({ ...one, response: undefined, failure }));
  const entry = entriesOf(without).get('show');
  assert.deepEqual([entry?.response.status, entry?._error, entry?._answeredBy], [0, failure.message, undefined]);
  const omitted = { why: 'a body with an unknown Content-Encoding', bytes: 7, sha256: '0'.repeat(64) };
  const body = new Uint8Array();
  const left = changed(conforming, reads, one => ({
    ...one,
    response: one.response && { ...one.response, body, omitted },
  }));
  const { content, bodySize } = entriesOf(left).get('show')?.response ?? assert.fail();
  assert.deepEqual(
    [content.size, content.text, content.comment, bodySize],
    [7, undefined, `not kept: ${omitted.why}`, 7],
  );
});
