import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../src/wire/exchange.ts';
import {
  type Alteration,
  changed,
  complaints,
  recordEmbedded,
  verdictAfter,
  withHeaders,
  withText,
} from './embedded-recording.ts';

const conforming = await recordEmbedded();
const verdictOf = (id: string, names: readonly string[], change: Alteration) =>
  verdictAfter(conforming, id, names, change);

test('error bodies: envelope, code, trace and header fields are warnings', () => {
  const name = ['status/404/unknown-id'];
  const body = (value: unknown) => withText(JSON.stringify(value));
  const warned: readonly (readonly [string, readonly string[], (exchange: Exchange) => Exchange])[] = [
    ['error/404/envelope', name, withText('<html>')],
    ['error/404/envelope', name, body({ message: 'gone' })],
    ['error/404/envelope', name, body({ itemNotFound: { code: 404 } })],
    ['error/404/code', name, body({ itemNotFound: { code: 400, message: 'm' } })],
    ['error/404/code', name, body({ itemNotFound: { code: '404.7', message: 'm' } })],
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
