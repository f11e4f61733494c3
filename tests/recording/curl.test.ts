import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { curlCommand } from '../../src/recording/curl.ts';
import type { Exchange } from '../../src/wire/exchange.ts';
import { message, serveBare } from '../endpoints/bare-server.ts';
import { exchangeOf } from './sample-exchange.ts';

const asked = (request: Partial<Exchange['request']>): Exchange =>
  exchangeOf({ request: { method: 'GET', url: 'https://vbs.test/v3', headers: [], ...request } });

/** What curl would get as arguments, by letting a shell print them. */
function argumentsOf(exchanges: readonly Exchange[], env: Record<string, string> = {}): string[][] {
  const script = exchanges
    .map(one => `${curlCommand(one).replace(/^curl/, "printf '%s\\0'")}\nprintf '\\001'`)
    .join('\n');
  const printed = execFileSync('sh', ['-c', script], { env: { PATH: process.env.PATH, ...env }, encoding: 'utf8' });
  return printed
    .split('\u0001')
    .slice(0, -1)
    .map(one => one.split('\0').slice(0, -1));
}

test('the command repeats the request, secrets by their variables', () => {
  const headers = [
    ['Accept', 'application/json'],
    ['X-Auth-Token', '<OS_TOKEN>'],
  ] as const;
  assert.equal(
    curlCommand(asked({ headers, url: 'https://vbs.test/v3/p/backups/b' })),
    'curl -i -g --path-as-is -H \'Accept: application/json\' -H "X-Auth-Token: $OS_TOKEN" https://vbs.test/v3/p/backups/b',
  );
  assert.match(curlCommand(asked({ method: 'PATCH' })), / -X PATCH /);
  assert.match(curlCommand(asked({ note: 'through a proxy' })), / # through a proxy$/);
});

test('what went through a proxy goes through it again, whatever the environment says of proxies', async t => {
  const heard: string[] = [];
  const proxy = await serveBare((socket, head) => {
    heard.push(head);
    socket.end(message('407 Proxy Authentication Required', {}, ''));
  });
  t.after(proxy.close);
  const command = curlCommand(asked({ url: 'http://vbs.test/v3?a=b', sentTo: proxy.origin }));
  const env = { PATH: process.env.PATH, no_proxy: '*' };
  const { stdout } = await promisify(execFile)('sh', ['-c', command], { env });
  assert.match(stdout, /^HTTP\/1\.1 407 /);
  assert.match(heard[0] ?? '', /^GET http:\/\/vbs\.test\/v3\?a=b HTTP\/1\.1\r\n/);
});

test('what was left unfinished is left unfinished again, at the front that it went to', () => {
  const headers = [
    ['Accept', '*/*'],
    ['X-Odd', "it's $HOME %s"],
  ] as const;
  const one = asked({ url: 'http://vbs.test/v3/a?b=c', headers, sentTo: 'http://front.test:8790', unfinished: true });
  const command = curlCommand(one);
  const [head = '', to] = command.split(' | ');
  assert.equal(to, 'nc front.test 8790');
  const sent = execFileSync('sh', ['-c', head.replace(/sleep \d+/, ':')], { encoding: 'utf8' });
  assert.equal(
    sent,
    "GET /v3/a?b=c HTTP/1.1\r\nHost: vbs.test\r\nAccept: */*\r\nX-Odd: it's $HOME %s\r\nX-Unfinished: ",
  );
  const overTls = curlCommand(asked({ url: 'https://[::1]/v3', unfinished: true }));
  assert.match(overTls, / \| openssl s_client -quiet -connect '\[::1\]:443'$/);
});

test('the shell puts the token in, and nothing else', () => {
  const headers = [
    ['X-Auth-Token', '<VBS_OTHER_TOKEN>'],
    ['X-Odd', '<HOME>'],
    ['X-Empty', ''],
  ] as const;
  const env = { VBS_OTHER_TOKEN: "it's $HOME `id`", HOME: '/nowhere' };
  assert.deepEqual(argumentsOf([asked({ headers })], env), [
    [
      ...['-i', '-g', '--path-as-is'],
      ...['-H', "X-Auth-Token: it's $HOME `id`", '-H', 'X-Odd: <HOME>', '-H', 'X-Empty;'],
      'https://vbs.test/v3',
    ],
  ]);
});

test('no text of a recording breaks out of its quotes', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'\'"\\$`!#&;|<>()*~ \n=-') }),
  );
  const clean = text.map(one => one.replaceAll(/[\0\u0001]/g, '').toString()).filter(one => one !== '');
  const requests = fc.record({ method: clean, url: clean, name: clean, value: clean, note: clean });
  const samples = fc.sample(requests, 300).filter(({ method }) => method !== 'GET');
  const exchanges = samples.map(({ method, url, name, value, note }) =>
    asked({ method, url, headers: [[name, value]], note }),
  );
  const expected = samples.map(({ method, url, name, value }) => [
    ...['-i', '-g', '--path-as-is', '-X', method, '-H', `${name}: ${value}`],
    url,
  ]);
  assert.deepEqual(argumentsOf(exchanges), expected);
});
