import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathOf, sayRaw, startFor } from './asking.ts';

test('header fields come in one order, whatever the answer and whoever gives it', async t => {
  const service = await startFor(t);
  const fieldsOf = async (start: string, ...lines: readonly string[]) => {
    const request = [`${start} HTTP/1.1`, 'Host: service', ...lines, 'Connection: close', '', ''].join('\r\n');
    const [head = ''] = (await sayRaw(service, request)).split('\r\n\r\n');
    return head.split('\r\n').map(line => line.replace(/:.*/, ''));
  };
  const path = pathOf(service);
  const first = ['Content-Type', 'Content-Length', 'x-openstack-request-id', 'x-simulated-by'];
  const last = ['Date', 'Connection'];
  const shown = ['HTTP/1.1 200 OK', ...first, 'OpenStack-API-Version', 'Vary', ...last];
  const token = `X-Auth-Token: ${service.tokens.member}`;
  assert.deepEqual(await fieldsOf(`GET ${path}`, token), shown);
  assert.deepEqual(await fieldsOf(`HEAD ${path}`, token), shown);
  for (const [start, status, ...own] of [
    [`GET ${path}`, '401 Unauthorized', 'WWW-Authenticate'],
    [`PUT ${path}`, '405 Method Not Allowed', 'Allow'],
    ['GET /%', '400 Bad Request'],
    ['OPTIONS *', '404 Not Found'],
    ['GET http://elsewhere.example/', '407 Proxy Authentication Required', 'Proxy-Authenticate'],
    ['CONNECT elsewhere.example:443', '407 Proxy Authentication Required', 'Proxy-Authenticate'],
    ['FROBNICATE /', '501 Not Implemented'],
  ] as const) {
    assert.deepEqual(await fieldsOf(start), [`HTTP/1.1 ${status}`, ...first, ...own, ...last], start);
  }
});
