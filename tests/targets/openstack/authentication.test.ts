import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accessByVariables,
  accessToOtherCloud,
  accessToOwnCloud,
  grantFor,
  type IdentityAnswer,
  keystoneSender,
  serviceEndpoint,
} from '../../../src/targets/openstack/authentication.ts';
import { filesOf } from '../target-sources.ts';
import { told } from '../telling.ts';
import { granted, refused, tokenBody } from './keystone-answers.ts';
import { listen, replying } from './keystone-server.ts';
import { identities, sampleAccess } from './sample-access.ts';

const choice = { name: 'lab', chosenBy: 'OS_CLOUD' };
const entry = '{auth: {auth_url: "https://k.test/v3", username: demo, project_name: demo}}';
const files = filesOf({ 'clouds.yaml': `clouds: {lab: ${entry}}` });

/** A Keystone that gives these answers in their order, and keeps the scopes that it was asked for. */
function keystone(...answers: readonly IdentityAnswer[]) {
  const scopes: unknown[] = [];
  const send = async (_: unknown, body: object): Promise<IdentityAnswer> => {
    const { auth } = body as { readonly auth: { readonly scope?: unknown } };
    return answers[scopes.push(auth.scope) - 1] ?? assert.fail('asked once too often');
  };
  return { scopes, send };
}

test('the password of the environment is for its own cloud, not for that of another user', () => {
  const env = { OS_PASSWORD: 'password-canary' };
  const own = accessToOwnCloud(choice, env, files);
  assert.deepEqual(own.identity, sampleAccess().identity);
  assert.equal(own.source, 'the cloud "lab" in clouds.yaml');
  assert.throws(() => accessToOtherCloud(choice, env, files), told(/^password of the cloud "lab" .* is not set/));
});

test('the OS_ variables alone describe an access', () => {
  const env = {
    OS_AUTH_URL: 'https://k.test/v3',
    OS_USERNAME: 'demo',
    OS_PASSWORD: 'password-canary',
    OS_PROJECT_NAME: 'demo',
  };
  const { nameOf, ...access } = accessByVariables(env, files);
  const { nameOf: _, ...expected } = sampleAccess();
  assert.deepEqual(access, expected);
  assert.equal(nameOf('password'), 'OS_PASSWORD');
});

test('a grant is what Keystone gives to the first request, with the endpoint of its catalog', async () => {
  const { scopes, send } = keystone(granted());
  const grant = await grantFor(sampleAccess(), send);
  assert.deepEqual([grant.token, grant.project, scopes.length], ['granted-canary', 'p1', 1]);
  assert.equal(serviceEndpoint(grant), 'https://vbs.test');
});

test('a project that is not known is told apart from a wrong password by asking for no project', async () => {
  const asked = [{ project: { name: 'demo', domain: { id: 'default' } } }, 'unscoped'];
  const unknown = keystone(refused(401), granted());
  const noProject = told(/ knows the user, but gives no token for the project "demo"/);
  await assert.rejects(grantFor(sampleAccess(), unknown.send), noProject);
  assert.deepEqual(unknown.scopes, asked);
  const wrong = keystone(refused(401), refused(401));
  const noUser = told(/ rejects "demo" of the domain "default" \(401\)/);
  await assert.rejects(grantFor(sampleAccess(), wrong.send), noUser);
  assert.deepEqual(wrong.scopes, asked);
});

test('Keystone is asked again only where that may tell something', async () => {
  for (const status of [400, 403, 404, 429, 500, 503]) {
    const { send } = keystone(refused(status));
    await assert.rejects(grantFor(sampleAccess(), send), told(/^(?:Keystone at )?https:/), `${status}`);
  }
  const ofOneProject = sampleAccess({ identity: identities.credential, project: undefined });
  const { send } = keystone(refused(401));
  await assert.rejects(grantFor(ofOneProject, send), told(/ does not accept the application credential/));
});

test('the sender sends one request, and names the suite', async t => {
  const { origin, seen } = await listen(t, replying(201, tokenBody(), { 'X-Subject-Token': 'granted-canary' }));
  const send = keystoneSender({ timeout: 10_000, userAgent: 'vbs-conformance/0.0.0' }, new AbortController().signal);
  const { token } = await grantFor(sampleAccess({ authUrl: `${origin}/v3` }), send);
  assert.deepEqual(
    [token, seen.length, seen[0]?.headers['user-agent']],
    ['granted-canary', 1, 'vbs-conformance/0.0.0'],
  );
});
