import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { systemClock } from '../../src/cli/terminal-of-process.ts';
import { bind } from '../../src/probes/binding.ts';
import type { Sending, Unsent } from '../../src/probes/sending.ts';
import { type Conversation, openConversation } from '../../src/probing/conversation.ts';
import type { Session } from '../../src/targets/session.ts';
import { ConfigurationError, type Target } from '../../src/targets/target.ts';
import type { Exchange } from '../../src/wire/exchange.ts';
import { patientTimeFor } from '../../src/wire/limits.ts';
import { sampleContract } from '../probes/sample-contract.ts';
import { sampleTarget } from '../targets/sample-target.ts';
import { type Endpoint, onceAsked, serve } from '../wire/serving.ts';

interface Renewing {
  readonly conversation: Conversation;
  readonly endpoint: Endpoint;
  /** For how many milliseconds tokens were asked to hold, each time. */
  readonly held: readonly number[];
  /** How many exchanges there were, each time one was told of. */
  readonly counts: readonly number[];
}

/** What a session gives when it is asked the next time: another token, another target altogether, or an error. */
type Renewal = string | Error | Partial<Target>;

/** A conversation whose session gives the next of these each time. The service repeats the token that it was shown. */
async function renewing(
  t: TestContext,
  renewals: readonly Renewal[],
  ended = new AbortController(),
  password = 'password-canary',
): Promise<Renewing> {
  const endpoint = await serve(t, (socket, heard) =>
    onceAsked(asked => {
      const token = /^x-auth-token: (.*)\r$/im.exec(heard())?.[1] ?? 'no token';
      asked.end(`HTTP/1.1 200 OK\r\nX-Seen: ${token}\r\n\r\n{"seen":"${token}"}`);
    })(socket, heard),
  );
  const held: number[] = [];
  const rest = [...renewals];
  const session: Session = {
    withTokensFor: async milliseconds => {
      held.push(milliseconds);
      const next = (rest.length > 1 ? rest.shift() : rest[0]) ?? '';
      if (next instanceof Error) throw next;
      const change = typeof next === 'string' ? { token: next } : next;
      return { ...sampleTarget({ endpoint: endpoint.origin, rate: 1000 }), ...change };
    },
    requests: () => [
      { url: 'https://id.test/v3/auth/tokens', startedAt: '2024-02-29T12:00:00Z', duration: 3, status: 201 },
    ],
    identities: () => [],
    secrets: () => [{ variable: 'OS_PASSWORD', value: password }],
  };
  const counts: number[] = [];
  const conversation = await openConversation(session, systemClock, ended.signal, count => counts.push(count));
  return { conversation, endpoint, held, counts };
}

/** The plain read, under a name of its own. */
const show = (name: string, target: Target): Sending =>
  bind(
    { kind: 'request', name, operation: 'sample', difference: {}, purpose: '' },
    { target, contract: sampleContract(), parameters: { project_id: 'p1', backup_id: 'b1' } },
  );

/** Reads with these names. */
const reads =
  (...names: readonly string[]) =>
  (target: Target): Sending[] =>
    names.map(name => show(name, target));

const tokensHeard = ({ endpoint }: Renewing): (string | undefined)[] =>
  endpoint.heard.map(head => /^x-auth-token: (.*)\r$/im.exec(head)?.[1]);

const textOf = ({ response, request }: Exchange): string =>
  JSON.stringify([request, response?.headers, Buffer.from(response?.body ?? []).toString()]);

test('each stage is sent with the tokens that hold as long as it may take', async t => {
  const one = await renewing(t, ['first-canary', 'first-canary', 'second-canary']);
  const { sendAll, target } = one.conversation;
  await sendAll(reads('a', 'b'));
  assert.equal(target().token, 'first-canary');
  const { exchanges } = await sendAll(reads('c'));
  assert.equal(target().token, 'second-canary');
  assert.equal(exchanges[0]?.response?.status, 200);
  assert.deepEqual(tokensHeard(one), ['first-canary', 'first-canary', 'second-canary']);
  // However patient a service that puts requests off wants the run to be.
  const times = [2, 1].map(requests => patientTimeFor({ timeout: 1000, unfinishedWait: 2000, rate: 1000 }, requests));
  assert.deepEqual(one.held, [0, ...times]);
  assert.deepEqual(one.counts, [1, 2, 3]);
});

test('a new token is shown to the service that the conversation began with, wherever a new catalog leads', async t => {
  const one = await renewing(t, ['first-canary', { token: 'second-canary', endpoint: 'http://127.0.0.1:1' }]);
  const { exchanges } = await one.conversation.sendAll(reads('a'));
  assert.equal(exchanges[0]?.response?.status, 200);
  assert.deepEqual(tokensHeard(one), ['second-canary']);
});

test('the credentials for Keystone are redacted like a token, if an answer repeats them', async t => {
  const { conversation } = await renewing(t, ['first-canary']);
  assert.equal(conversation.redactedText('password-canary, first-canary'), '<OS_PASSWORD>, <OS_TOKEN>');
});

test('what a stage does not send keeps its reason', async t => {
  const { conversation } = await renewing(t, ['first-canary']);
  const off: Unsent = { name: 'status/405/patch', reason: 'switched off by --without or the profile' };
  const { exchanges, unsent } = await conversation.sendAll(target => [show('a', target), off]);
  assert.deepEqual([exchanges.map(({ name }) => name), unsent], [['a'], [off]]);
});

test('a token that is not renewed leaves the stage unsent, with the reason; what would not be sent anyway keeps its own', async t => {
  const refusal = new ConfigurationError('Keystone rejects "demo" (401).');
  const one = await renewing(t, ['first-canary', refusal]);
  const off: Unsent = { name: 'status/405/patch', reason: 'switched off by --without or the profile' };
  const { exchanges, unsent } = await one.conversation.sendAll(target => [show('a', target), off]);
  const reason = 'the token expired during the run, and there is no new one: Keystone rejects "demo" (401).';
  assert.deepEqual([exchanges, unsent], [[], [{ name: 'a', reason }, off]]);
  assert.equal(await one.conversation.renewTokens(1000), reason);
  assert.deepEqual(one.endpoint.heard, []);
  assert.equal(one.conversation.target().token, 'first-canary');
});

test('a stage after a refusal is sent when the token is renewed then', async t => {
  const refusal = new ConfigurationError('Keystone is in trouble and answers 503; try again later.');
  const one = await renewing(t, ['first-canary', refusal, 'second-canary']);
  assert.equal((await one.conversation.sendAll(reads('a'))).unsent.length, 1);
  assert.equal((await one.conversation.sendAll(reads('b'))).exchanges.length, 1);
  assert.deepEqual(tokensHeard(one), ['second-canary']);
});

test('a fault of ours is not taken for a refusal', async t => {
  const { conversation } = await renewing(t, ['first-canary', new TypeError('a fault of ours')]);
  await assert.rejects(conversation.sendAll(reads('a')), TypeError);
  await assert.rejects(conversation.renewTokens(1), TypeError);
});

test('neither an old token nor a new one is left in any exchange, and that they were repeated is', async t => {
  const { conversation } = await renewing(t, ['first-canary', 'first-canary', 'second-canary', 'third-canary']);
  const { sendAll, redacted } = conversation;
  const early = await sendAll(reads('a'));
  const before = early.exchanges.map(redacted);
  const exchanges = [
    ...early.exchanges,
    ...(await sendAll(reads('b'))).exchanges,
    ...(await sendAll(reads('c'))).exchanges,
  ];
  for (const exchange of exchanges) {
    assert.match(textOf(exchange), /-canary/, 'as it came it holds one');
    assert.doesNotMatch(textOf(redacted(exchange)), /-canary/);
    assert.deepEqual(redacted(exchange).reflected, ['OS_TOKEN']);
    assert.equal(redacted(exchange), redacted(exchange));
  }
  assert.equal(redacted(exchanges[0] as Exchange), before[0]);
});

test('a later answer that repeats the first token is cleaned of it, too', async t => {
  const { conversation } = await renewing(t, ['first-canary', 'second-canary']);
  const sending = show('a', { ...conversation.target(), token: 'first-canary' });
  await conversation.sendAll(() => []);
  assert.equal(conversation.target().token, 'second-canary');
  const exchange = await conversation.send(sending);
  assert.doesNotMatch(textOf(conversation.redacted(exchange)), /first-canary/);
});

test('a text of somebody who knows the secrets is cleaned of all of them', async t => {
  const { conversation } = await renewing(t, ['first-canary', 'second-canary']);
  await conversation.sendAll(() => []);
  const text = conversation.redactedText('curl -H X-Auth-Token:first-canary -H X-Auth-Token:second-canary');
  assert.equal(text, 'curl -H X-Auth-Token:<OS_TOKEN> -H X-Auth-Token:<OS_TOKEN>');
});

test("a password that is part of the host's name stays in addresses", async t => {
  const { conversation } = await renewing(t, ['first-canary'], new AbortController(), '127.0.0.1');
  const { endpoint } = conversation.target();
  assert.equal(conversation.redactedText(endpoint), endpoint);
});

test('the log holds everything that was sent, Keystone first, and no secret', async t => {
  const { conversation } = await renewing(t, ['first-canary', 'second-canary']);
  await conversation.sendAll(reads('a', 'b'));
  const url = `${conversation.target().endpoint}/v3?token=second-canary`;
  await conversation.send({ ...show('c', conversation.target()), url });
  const requests = conversation.requests();
  assert.deepEqual(
    requests.map(({ name, method, status }) => [name, method, status]),
    [
      ['identity', 'POST', 201],
      ['a', 'GET', 200],
      ['b', 'GET', 200],
      ['c', 'GET', 200],
    ],
  );
  assert.doesNotMatch(JSON.stringify(requests), /canary/);
  assert.match(requests[3]?.url ?? '', /token=<OS_TOKEN>$/);
});

test('a conversation that has ended sends nothing more', async t => {
  const ended = new AbortController();
  const one = await renewing(t, ['first-canary'], ended);
  ended.abort();
  const { exchanges } = await one.conversation.sendAll(reads('a'));
  assert.equal(exchanges[0]?.failure?.kind, 'interrupted');
  assert.equal(one.conversation.refusalFor('sample', 1), 'the run ended before an answer came');
  assert.deepEqual([one.endpoint.heard, one.counts], [[], []]);
});
