import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { wayOutcome } from '../../src/probes/outcome.ts';
import { ways } from '../../src/probes/ways.ts';
import type { Exchange } from '../../src/wire/exchange.ts';
import {
  changed,
  complaints,
  reads,
  recordEmbedded,
  verdictsOn,
  withBackup,
  withHeaders,
  without,
  withStatus,
  withText,
} from './embedded-recording.ts';

const conforming = await recordEmbedded();
const verdictOf = (id: string, names: readonly string[], change: (exchange: Exchange) => Exchange) =>
  verdictsOn(changed(conforming, names, change)).get(id)?.verdict;
const textOf = (name: string): string => {
  const body = conforming.exchanges.find(one => one.name === name)?.response?.body;
  return Buffer.from(body ?? []).toString('utf8');
};

for (const way of ways) {
  test(`${way.name}: another status fails its check or is left open, and is never shown as passed by it`, () => {
    const siblings = ways.filter(one => one.code === way.code && one !== way).map(({ name }) => name);
    for (const status of [200, 204, 302, 400, 401, 403, 404, 405, 406, 407, 408, 409, 418, 500, 501, 502, 503, 504]) {
      if (status === way.code) continue;
      const alone = changed(without(conforming, ...siblings), [way.name], withStatus(status));
      const outcome = wayOutcome(way, { status, fromFront: false });
      const expected = outcome === 'open' ? 'unproven' : 'failed';
      assert.equal(verdictsOn(alone).get(`status/${way.code}`)?.verdict, expected, `${status}`);
      if (outcome === 'open') continue;
      const beside = changed(conforming, [way.name], withStatus(status));
      assert.equal(verdictsOn(beside).get(`status/${way.code}`)?.verdict, 'failed', `${status} beside others`);
    }
  });
}

test('a status that no way was sent for is unproven, with the reason', () => {
  const verdict = verdictsOn(without(conforming, 'status/407/proxy')).get('status/407');
  assert.equal(verdict?.verdict, 'unproven');
  assert.match(verdict?.message ?? '', /left out by the test/);
});

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
    assert.equal(verdictOf(id, ['show'], withText(change(textOf('show')))), 'failed');
    assert.equal(verdictOf(id, ['show-again'], withText(change(textOf('show')))), 'failed');
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
  const text = textOf('show').replace('"size"', '"s\\u0069ze": 1, "size"');
  assert.equal(verdictOf('body/unique-keys', ['show'], withText(text)), 'warned');
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
  const beside = (exchange: Exchange) => withText(textOf('show').replace(/}\s*$/, ', "extra": 1}'))(exchange);
  assert.deepEqual(complaints(changed(conforming, reads, beside)), warning);
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
  assert.deepEqual(complaints(changed(conforming, ['show-again'], moved)), []);
});

test('two reads that disagree are unsteady', () => {
  for (const change of [
    { volume_id: '00000000-1111-4222-8333-444444444444', status: 'restoring' },
    { name: 'renamed' },
    { size: 41 },
    { created_at: '2020-01-01T00:00:00', status: 'deleting' },
  ]) {
    const unsteady = changed(
      conforming,
      ['show-again'],
      withBackup(backup => Object.assign(backup, change)),
    );
    assert.ok(complaints(unsteady).includes('steady: failed'), JSON.stringify(change));
  }
  assert.deepEqual(complaints(changed(conforming, ['show-again'], withStatus(503))), ['steady: failed']);
});

const refused = [
  'status/401/no-token',
  'status/401/wrong-token',
  'status/403/no-role',
  'status/403/other-project',
] as const;
const refusalIds = ['refusal/no-token', 'refusal/wrong-token', 'refusal/no-role', 'refusal/other-project'] as const;

for (const [index, name] of refused.entries()) {
  test(`${name} answered with data fails`, () => {
    const open = verdictsOn(
      changed(conforming, [name], exchange => withText(textOf('show'))(withStatus(200)(exchange))),
    );
    assert.equal(open.get(refusalIds[index] ?? '')?.verdict, 'failed');
    assert.equal(open.get('refusal/no-data')?.verdict, 'failed');
  });

  test(`${name} refused but with one of the backup's values fails`, () => {
    const volume = JSON.parse(textOf('show')).backup.volume_id as string;
    const leak = withText(JSON.stringify({ forbidden: { code: 403, message: `not for you: ${volume}` } }));
    assert.equal(verdictOf('refusal/no-data', [name], leak), 'failed');
    const escaped = withText(
      `{"error":{"code":401,"message":"${volume.replace(/^./, first => `\\u00${first.charCodeAt(0).toString(16)}`)}"}}`,
    );
    assert.equal(verdictOf('refusal/no-data', [name], escaped), 'failed');
  });
}

test('what the request itself contained is no leak', () => {
  const { project, backup } = conforming.target;
  const echo = withText(JSON.stringify({ error: { code: 401, message: `${project}/${backup}` } }));
  assert.equal(verdictOf('refusal/no-data', ['status/401/no-token'], echo), 'passed');
});

test('error bodies: envelope, code, trace and header fields are warnings', () => {
  const name = ['status/404/unknown-id'];
  const body = (value: unknown) => withText(JSON.stringify(value));
  const warned: readonly (readonly [string, readonly string[], (exchange: Exchange) => Exchange])[] = [
    ['error/404/envelope', name, withText('<html>')],
    ['error/404/envelope', name, body({ message: 'gone' })],
    ['error/404/envelope', name, body({ itemNotFound: { code: 404 } })],
    ['error/404/code', name, body({ itemNotFound: { code: 400, message: 'm' } })],
    ['error/404/code', name, body({ itemNotFound: { code: '4040', message: 'm' } })],
    ['error/404/no-trace', name, withText('Traceback (most recent call last):\n  File "a.py", line 3, in f')],
    ['error/404/no-trace', name, body({ e: { code: 404, message: 'Error\n    at show (/srv/app/show.js:12:5)' } })],
    ['error/404/no-trace', name, withText('at org.example.Show.get(Show.java:42)')],
    ['error/401/challenge', ['status/401/no-token', 'status/401/wrong-token'], withHeaders(() => [])],
    ['error/407/challenge', ['status/407/proxy'], withHeaders(() => [])],
    ['error/405/allow', ['status/405/patch'], withHeaders(() => [])],
  ];
  for (const [id, names, change] of warned) assert.equal(verdictOf(id, names, change), 'warned', id);
  for (const good of [
    { error: { code: 404, message: 'm', title: 't' } },
    { itemNotFound: { code: '404', message: 'm' } },
    { x: { code: '404 Not Found', message: 'm' } },
  ]) {
    assert.deepEqual(complaints(changed(conforming, name, body(good))), []);
  }
});

test('a backup that cannot be read fails one check and leaves the rest unproven', () => {
  const lost = verdictsOn(changed(conforming, ['show', 'show-again'], withStatus(404)));
  const failed = [...lost].filter(([, { verdict }]) => verdict === 'failed').map(([id]) => id);
  assert.deepEqual(failed, ['status/200']);
});
