import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bind, ownRead } from '../../src/probes/binding.ts';
import { planOf } from '../../src/probes/plan.ts';
import type { PlannedRequest } from '../../src/probes/planned-request.ts';
import { isSent, type Sending, type Unsent } from '../../src/probes/sending.ts';
import type { Target } from '../../src/targets/target.ts';
import { assertAllowed } from '../../src/wire/allow-list.ts';
import { sampleTarget } from '../targets/sample-target.ts';
import { sampleContract, sampleWays } from './sample-contract.ts';

const full = sampleTarget({ faults: 'prefer', optIn: ['status/501/transfer-encoding'] });
const contract = sampleContract();
const parameters = { project_id: 'p1', backup_id: 'b1' };

/** What a run of this target sends, by names below the operation, and what it does not send. */
function plan(target: Target = full): (Sending | Unsent)[] {
  const { stages, unsent } = planOf([contract], target, { backup_id: 'b1' });
  const steps = stages.flatMap(stage => stage.steps);
  const requests = steps.filter((step): step is PlannedRequest => step.kind === 'request');
  const bound = requests.map(request => bind(request, { target, contract, parameters }));
  return [...bound, ...unsent].map(one => ({ ...one, name: one.name.replace(/^sample\//, '') }));
}

/** The same without the plain reads and the operator's hooks. */
const ofWays = (target?: Target): (Sending | Unsent)[] =>
  plan(target).filter(({ name }) => name.startsWith('status/') && !name.endsWith('/hook'));

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

test('every way is a request, in full', () => {
  const names = ofWays().map(({ name }) => name);
  assert.deepEqual(
    names.sort(),
    sampleWays.flatMap(({ name, evidence }) => (evidence === 'hooked' ? [] : name)).sort(),
  );
  for (const [name, [method, url, headers]] of Object.entries(requests)) {
    const sending = sent(name);
    assert.deepEqual([sending.method, sending.url, sending.headers], [method, url, headers], name);
  }
});

test('the read', () => {
  assert.deepEqual(sent('show-again'), {
    kind: 'ordinary',
    name: 'show-again',
    operation: 'sample',
    method: 'GET',
    url: backup,
    headers: member,
  });
});

test('two ways are not ordinary requests', () => {
  const kinds = ofWays().map(one => (isSent(one) && one.kind !== 'ordinary' ? `${one.kind} ${one.name}` : ''));
  assert.deepEqual(kinds.filter(Boolean), ['proxied status/407/proxy', 'unfinished status/408/unfinished']);
  const proxied = sent('status/407/proxy');
  assert.equal(proxied.kind === 'proxied' && proxied.proxy, full.proxy);
  const unfinished = sent('status/408/unfinished');
  assert.equal(unfinished.kind === 'unfinished' && unfinished.wait, full.unfinishedWait);
});

test('the sender lets all of it pass, and none has a body', () => {
  for (const sending of plan().filter(isSent)) {
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

test("without another project at hand one is asked for that nobody's token is for", () => {
  const { url } = sent('status/400/foreign-project', sampleTarget({ otherProject: undefined }));
  assert.equal(url, `${root}/00000000000040008000000000000bad/backups/b1`);
});

test('a link is followed with the same token', () => {
  assert.deepEqual(ownRead({ name: 'sample/follow/self', operation: 'sample' }, `${backup}?x=1`, full), {
    kind: 'ordinary',
    name: 'sample/follow/self',
    operation: 'sample',
    method: 'GET',
    url: `${backup}?x=1`,
    headers: member,
  });
});

test('each request tells which status it should earn, but for reads that earn none', () => {
  for (const sending of ofWays().filter(isSent)) assert.equal(sending.code, Number(sending.name.split('/')[1]));
  assert.equal(sent('show').code, undefined);
  assert.equal(ownRead({ name: 'follow/self', operation: 'sample' }, backup, full).code, undefined);
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
    ownRead({ name: 'follow/self', operation: 'sample' }, backup, target),
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
