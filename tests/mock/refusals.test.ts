import assert from 'node:assert/strict';
import { METHODS } from 'node:http';
import { test } from 'node:test';
import { ask, assertFault, assertOurs, backupOf, pathOf, startFor } from './asking.ts';

const UNKNOWN_ID = '11112222-3333-4444-8555-666677778888';
const UNKNOWN_PROJECT = 'f'.repeat(32);

test('401 without a token and with one nobody issued, in the words of Keystone', async t => {
  const service = await startFor(t);
  for (const token of [null, '', 'nonsense', `${service.tokens.member}x`, 'constructor']) {
    const reply = await ask(service, { token });
    assert.equal(reply.status, 401);
    assertOurs(reply);
    assert.match(reply.headers['www-authenticate'] ?? '', /^Keystone uri="http:\/\/[^"]+"$/);
    const { error } = JSON.parse(reply.body);
    assert.equal(error.code, 401);
    assert.equal(error.title, 'Unauthorized');
    assert.equal(typeof error.message, 'string');
  }
});

test('400 for a project that is malformed or not the one of the token', async t => {
  const service = await startFor(t);
  for (const project of ['not-a-project', UNKNOWN_PROJECT, service.otherProject, '%20', 'v3']) {
    assertFault(await ask(service, { path: `/v3/${project}/backups/${backupOf(service)}` }), 'badRequest', 400);
  }
  const lost = { path: `/v3/${service.project}/backups/${UNKNOWN_ID}`, token: service.tokens.other };
  assertFault(await ask(service, lost), 'badRequest', 400);
});

test('403 for a token without a role, and for the token of another project', async t => {
  const service = await startFor(t);
  assertFault(await ask(service, { token: service.tokens.norole }), 'forbidden', 403);
  assertFault(await ask(service, { token: service.tokens.other }), 'forbidden', 403);
});

test('404 for an id that is not there, of any form and length, and for a URL that means nothing', async t => {
  const service = await startFor(t);
  for (const id of [UNKNOWN_ID, 'nonsense', 'x'.repeat(9000), '%2e%2e', '__proto__', 'constructor']) {
    assertFault(await ask(service, { path: `/v3/${service.project}/backups/${id}` }), 'itemNotFound', 404);
  }
  const elsewhere = { path: `/v3/${service.otherProject}/backups/${backupOf(service)}`, token: service.tokens.other };
  assertFault(await ask(service, elsewhere), 'itemNotFound', 404);
  for (const path of ['/', '/v3', '/v4/a/backups/b', `${pathOf(service)}/`, `/v3/${service.project}/volumes/x`]) {
    assertFault(await ask(service, { path }), 'itemNotFound', 404);
  }
});

test('405 with Allow for every method but GET and HEAD, before any token is looked at', async t => {
  const service = await startFor(t);
  for (const method of METHODS.filter(known => !['GET', 'HEAD', 'CONNECT'].includes(known))) {
    for (const token of [null, service.tokens.member]) {
      const reply = await ask(service, { method, token });
      assertFault(reply, 'badMethod', 405);
      assert.equal(reply.headers.allow, 'GET, HEAD');
    }
  }
});

test('406 for a version that is not served, 400 for one that is malformed', async t => {
  const service = await startFor(t);
  const statusFor = async (version: string) => {
    const reply = await ask(service, { headers: { 'OpenStack-API-Version': version } });
    if (reply.status === 400) assertFault(reply, 'badRequest', 400);
    if (reply.status === 406) assertFault(reply, 'computeFault', 406);
    return reply.status;
  };
  for (const version of ['volume 3.71', 'volume 3.999', 'volume 2.0', 'volume 4.1', 'compute 2.1, volume 3.99']) {
    assert.equal(await statusFor(version), 406, version);
  }
  for (const version of ['volume', 'volume 3', 'volume x', 'volume 3.', 'volume 3.01', 'volume 3.1 2', 'volume -3.1']) {
    assert.equal(await statusFor(version), 400, version);
  }
  for (const version of ['', 'compute 2.999', 'nonsense']) assert.equal(await statusFor(version), 200, version);
});

test('the version that was served is named, on refusals too', async t => {
  const service = await startFor(t);
  const versionOf = async (headers: Record<string, string>, path = pathOf(service)) => {
    const reply = await ask(service, { headers, path });
    assert.equal(reply.headers.vary, 'OpenStack-API-Version');
    return reply.headers['openstack-api-version'];
  };
  assert.equal(await versionOf({}), 'volume 3.0');
  assert.equal(await versionOf({}, `/v3/${service.project}/backups/${UNKNOWN_ID}`), 'volume 3.0');
  assert.equal(await versionOf({ 'OpenStack-API-Version': 'compute 2.1, Volume 3.70' }), 'volume 3.70');
  assert.equal(await versionOf({ 'OpenStack-API-Version': 'volume latest' }), 'volume 3.70');
});

test('406 when JSON is not acceptable', async t => {
  const service = await startFor(t);
  const unacceptable = [
    'application/xml',
    'text/*',
    'application/json;q=0',
    'application/json;q=0, */*',
    '*/*;q=0.0',
    'application/*; q=0 , text/html',
    'nonsense',
  ];
  for (const accept of unacceptable) {
    assertFault(await ask(service, { headers: { Accept: accept } }), 'computeFault', 406);
  }
  const acceptable = [
    '',
    '*/*',
    'application/*',
    'Application/JSON',
    'application/json;charset=utf-8',
    'application/xml, application/json;q=0.1',
    'text/html, */*;q=0.001',
    'application/json, */*;q=0',
  ];
  for (const accept of acceptable) {
    assert.equal((await ask(service, { headers: { Accept: accept } })).status, 200, accept);
  }
});

test('Prefer brings about the faults nothing else would, for those who may read', async t => {
  const service = await startFor(t);
  const names = [
    [409, 'conflictingRequest'],
    [500, 'computeFault'],
    [502, 'computeFault'],
    [503, 'serviceUnavailable'],
    [504, 'computeFault'],
  ] as const;
  for (const [code, name] of names) {
    const reply = await ask(service, { headers: { Prefer: `code=${code}` } });
    assertFault(reply, name, code);
    assert.equal(reply.headers['preference-applied'], `code=${code}`);
  }
  const statusFor = async (prefer: string) => (await ask(service, { headers: { Prefer: prefer } })).status;
  assert.equal(await statusFor('respond-async, Code = "503"; because=test'), 503);
  assert.equal(await statusFor('code=502, code=409'), 502);
  for (const ignored of ['code=418', 'code=404', 'code=200', 'code=5000', 'code', 'xcode=500', 'code="500']) {
    assert.equal(await statusFor(ignored), 200, ignored);
  }
  assert.equal((await ask(service, { token: null, headers: { Prefer: 'code=500' } })).status, 401);
});
