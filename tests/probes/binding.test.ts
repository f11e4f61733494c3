import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillPath, followSending, isProject, showSending, waySendings } from '../../src/probes/requests.ts';
import { isSent, type Sending, type Unsent } from '../../src/probes/sending.ts';
import { ways } from '../../src/probes/ways.ts';
import type { Target } from '../../src/targets/target.ts';
import { assertAllowed } from '../../src/wire/allow-list.ts';
import { sampleTarget } from '../targets/sample-target.ts';
import { sampleContract } from './sample-contract.ts';

const full = sampleTarget({ faults: 'prefer', optIn: ['status/501/transfer-encoding'] });
const plan = (target: Target = full): (Sending | Unsent)[] => waySendings(sampleContract(), target);

function planned(name: string, target: Target = full): Sending | Unsent {
  const one = plan(target).find(candidate => candidate.name === name);
  assert.ok(one, name);
  return one;
}

function sent(name: string, target: Target = full): Sending {
  const one = planned(name, target);
  assert.ok(isSent(one), name);
  return one;
}

const root = 'https://vbs.test/volume/v3';
const backup = `${root}/p1/backups/b1`;
const common = { Accept: 'application/json', 'User-Agent': 'vbs-conformance/0.0.0' };
const member = { ...common, 'X-Auth-Token': 'member-canary' };

/** Each way's request in full: method, URL, header fields. */
const requests: Readonly<Record<string, readonly [method: string, url: string, headers: Record<string, string>]>> = {
  'status/400/malformed-project': ['GET', `${root}/malformed/backups/b1`, member],
  'status/400/foreign-project': ['GET', `${root}/p2/backups/b1`, member],
  'status/400/malformed-version': ['GET', backup, { ...member, 'OpenStack-API-Version': 'volume three' }],
  'status/401/no-token': ['GET', backup, common],
  'status/401/wrong-token': ['GET', backup, { ...common, 'X-Auth-Token': 'no-such-token' }],
  'status/403/no-role': ['GET', backup, { ...common, 'X-Auth-Token': 'norole-canary' }],
  'status/403/other-project': ['GET', backup, { ...common, 'X-Auth-Token': 'other-canary' }],
  'status/404/unknown-id': ['GET', `${root}/p1/backups/00000000-0000-4000-8000-000000000bad`, member],
  'status/405/patch': ['PATCH', backup, member],
  'status/405/trace': ['TRACE', backup, common],
  'status/406/version': ['GET', backup, { ...member, 'OpenStack-API-Version': 'volume 3.999' }],
  'status/406/accept': ['GET', backup, { ...member, Accept: 'image/png' }],
  'status/407/proxy': ['GET', backup, common],
  'status/408/unfinished': ['GET', backup, common],
  'status/409/prefer': ['GET', backup, { ...member, Prefer: 'code=409' }],
  'status/500/prefer': ['GET', backup, { ...member, Prefer: 'code=500' }],
  'status/501/method': ['CONFORM', backup, member],
  'status/501/transfer-encoding': ['GET', backup, { ...member, 'Transfer-Encoding': 'gzip, chunked' }],
  'status/502/prefer': ['GET', backup, { ...member, Prefer: 'code=502' }],
  'status/503/prefer': ['GET', backup, { ...member, Prefer: 'code=503' }],
  'status/504/prefer': ['GET', backup, { ...member, Prefer: 'code=504' }],
};

test('every way but the read itself is a request, in full', () => {
  assert.deepEqual(
    plan().map(({ name }) => name),
    ways.slice(1).flatMap(({ name, evidence }) => (evidence === 'hooked' ? [] : name)),
  );
  for (const [name, [method, url, headers]] of Object.entries(requests)) {
    const sending = sent(name);
    assert.deepEqual([sending.method, sending.url, sending.headers], [method, url, headers], name);
  }
});

test('the read', () => {
  assert.deepEqual(showSending('show-again', sampleContract(), full), {
    kind: 'ordinary',
    name: 'show-again',
    method: 'GET',
    url: backup,
    headers: member,
  });
});

test('two ways are not ordinary requests', () => {
  const kinds = plan().map(one => (isSent(one) && one.kind !== 'ordinary' ? `${one.kind} ${one.name}` : ''));
  assert.deepEqual(kinds.filter(Boolean), ['proxied status/407/proxy', 'unfinished status/408/unfinished']);
  const proxied = sent('status/407/proxy');
  assert.equal(proxied.kind === 'proxied' && proxied.proxy, full.proxy);
  const unfinished = sent('status/408/unfinished');
  assert.equal(unfinished.kind === 'unfinished' && unfinished.wait, full.unfinishedWait);
});

test('the sender lets all of it pass, and none has a body', () => {
  for (const sending of [...plan().filter(isSent), showSending('show', sampleContract(), full)]) {
    assertAllowed(sending, 'https://vbs.test');
    assert.match(sending.method, /^(?:GET|PATCH|TRACE|CONFORM)$/);
    assert.ok(!('body' in sending));
  }
});

test('a microversion goes with every request, but where another one is what is tried', () => {
  const target = sampleTarget({ ...full, microversion: '3.70' });
  for (const sending of plan(target).filter(isSent)) {
    const tried = requests[sending.name]?.[2]['OpenStack-API-Version'];
    assert.equal(sending.headers['OpenStack-API-Version'], tried ?? 'volume 3.70', sending.name);
  }
});

test('what cannot or may not be sent says why, and names the variable', () => {
  const bare = sampleTarget({
    otherToken: undefined,
    otherProject: undefined,
    noRoleToken: undefined,
    proxy: undefined,
  });
  const unsent = plan(bare).filter(one => !isSent(one));
  assert.deepEqual(unsent, [
    { name: 'status/403/no-role', reason: 'neither VBS_NOROLE_TOKEN nor VBS_NOROLE_CLOUD is set' },
    { name: 'status/403/other-project', reason: 'neither VBS_OTHER_TOKEN nor VBS_OTHER_CLOUD is set' },
    { name: 'status/407/proxy', reason: 'VBS_HTTP_PROXY is not set' },
    ...[409, 500].map(noFault),
    { name: 'status/501/transfer-encoding', reason: 'opt-in, and not asked for' },
    ...[502, 503, 504].map(noFault),
  ]);
});

const noFault = (code: number): Unsent => ({
  name: `status/${code}/prefer`,
  reason: 'VBS_FAULTS is "none"',
});

test("without another project at hand one is asked for that nobody's token is for", () => {
  const { url } = sent('status/400/foreign-project', sampleTarget({ otherProject: undefined }));
  assert.equal(url, `${root}/00000000000040008000000000000bad/backups/b1`);
});

test('only documented statuses are called for', () => {
  const names = waySendings(sampleContract([200, 404]), full).map(({ name }) => name);
  assert.deepEqual(names, ['status/404/unknown-id']);
});

test('a path is filled in, each parameter as one segment', () => {
  assert.equal(fillPath('/v3/{tenant_id}/backups/{backup_id}', 'p', 'b'), '/v3/p/backups/b');
  assert.equal(fillPath('/v3/{project_id}/x/{id}', 'a/b', '$& ü'), '/v3/a%2Fb/x/%24%26%20%C3%BC');
  assert.equal(fillPath('/v3', 'p', 'b'), '/v3');
});

test('the project has two names', () => {
  assert.deepEqual(['project_id', 'tenant_id', 'backup_id', 'project_ids', 'xproject_id'].map(isProject), [
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('a link is followed with the same token', () => {
  assert.deepEqual(followSending('follow/self', `${backup}?x=1`, full), {
    kind: 'ordinary',
    name: 'follow/self',
    method: 'GET',
    url: `${backup}?x=1`,
    headers: member,
  });
});

test('what is switched off is not sent, whatever else asks for it', () => {
  for (const { name } of ways.slice(1).filter(({ evidence }) => evidence !== 'hooked')) {
    const target = sampleTarget({ ...full, optIn: [name, ...full.optIn], without: [name] });
    assert.deepEqual(planned(name, target), { name, reason: 'switched off' });
    assert.equal(plan(target).filter(isSent).length, plan().length - 1, name);
  }
});

test('what has to be asked for is sent when it is', () => {
  const name = 'status/501/transfer-encoding';
  assert.deepEqual(planned(name, sampleTarget()), { name, reason: 'opt-in, and not asked for' });
  assert.ok(isSent(planned(name, sampleTarget({ optIn: [name] }))));
});

test('each request tells which status it should earn, but for reads that earn none', () => {
  for (const sending of plan().filter(isSent)) assert.equal(sending.code, Number(sending.name.split('/')[1]));
  assert.equal(showSending('show', sampleContract(), full).code, undefined);
  assert.equal(followSending('follow/self', backup, full).code, undefined);
});

test('the request that never finishes goes to the front where there is one, and asks for the same', () => {
  const front = 'https://front.test:8443';
  const unfinished = sent('status/408/unfinished', sampleTarget({ ...full, front }));
  assert.equal(unfinished.kind === 'unfinished' && unfinished.front, front);
  assert.equal(unfinished.url, backup);
  const direct = sent('status/408/unfinished');
  assert.ok(direct.kind === 'unfinished' && !('front' in direct));
});

test('every request names the suite and its version', () => {
  for (const { name, headers } of plan(sampleTarget({ ...full, userAgent: 'suite/9' })).filter(isSent)) {
    assert.equal(headers['User-Agent'], 'suite/9', name);
  }
});

const keys = { accessKey: 'access-canary', secretKey: 'secret-canary' };

/** Ways that ask as nobody, or as somebody else: their requests carry no signature of the owner's. */
const asOthers = /^status\/(?:40[13]\/|405\/trace|407\/|408\/)/;

test('whoever has an access key signs every request that is sent in their own name, and sends no token', () => {
  const target = sampleTarget({ ...full, token: undefined, keys });
  const sendings = [
    ...plan(target).filter(isSent),
    showSending('show', sampleContract(), target),
    followSending('follow/self', backup, target),
  ];
  for (const { name, ...sending } of sendings) {
    const isOwn = !asOthers.test(name);
    assert.deepEqual('keys' in sending ? sending.keys : undefined, isOwn ? keys : undefined, name);
    assert.equal(sending.headers['X-Project-Id'], isOwn ? 'p1' : undefined, name);
    if (isOwn) assert.equal(sending.headers['X-Auth-Token'], undefined, name);
    assert.doesNotMatch(JSON.stringify(sending.headers), /(?:access|secret)-canary/, name);
  }
});

test('who asks for the status of somebody else asks with that token, and with nothing of the owner', () => {
  const target = sampleTarget({ ...full, token: undefined, keys });
  const tokens = ['401/no-token', '401/wrong-token', '403/no-role', '403/other-project'].map(
    name => sent(`status/${name}`, target).headers['X-Auth-Token'],
  );
  assert.deepEqual(tokens, [undefined, 'no-such-token', 'norole-canary', 'other-canary']);
});
