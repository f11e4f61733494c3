import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asLive, example, recordEmbedded, verdictsOn } from '../checks/embedded-recording.ts';
import { checkAgainst, findingsIn, idsOf, inPairs } from './endpoint-run.ts';
import { impostors } from './impostor-servers.ts';
import { leaksIn } from './leaks.ts';

const conforming = await recordEmbedded();
const servers = impostors(conforming, example);
/** What a service that keeps to the page passes. */
const earnable = [...verdictsOn(asLive(conforming))]
  .filter(([, { verdict }]) => verdict === 'passed')
  .map(([id]) => id);

/** What is to be expected of an impostor: the first lines, and what passes because it was proven all the same. */
interface Expectation {
  readonly says: readonly RegExp[];
  /** The exit status, where it is not 1: it cannot be told from a service that the run is not meant for. */
  readonly status?: 2;
  /** Every check that passes. */
  readonly passed: readonly string[];
}

/** All that a service can pass, but for these: for an impostor that is nearly one. */
const allBut = (...ids: readonly string[]): readonly string[] => earnable.filter(id => !ids.includes(id));

/** The answer to the read was JSON, and said so: that much is true of any JSON. */
const anyJson = ['body/json', 'body/unique-keys', 'body/content-type'];

/** Checks of the answer's own shape: they hold of the example, whatever was asked for. */
const shape = /^(?:response\/.+\/(?:presence|type)|links\/(?:self|bookmark)\/once)$/;

const nothingAtAnId = /^The service answers 200 to a request for an id that does not exist\.$/m;

const expectations: Readonly<Record<string, Expectation>> = {
  '200 {} to everything': {
    says: [/^The service answers 200 to every request\.\n.*has no object "backup"\.\n/],
    passed: anyJson,
  },
  '404 to everything': {
    says: [/VBS_BACKUP_ID: the service answers 404 .*, and see whether OS_PROJECT_ID and VBS_ENDPOINT are right\.$/m],
    status: 2,
    passed: [],
  },
  'an echo': {
    says: [/^The service answers 200 to every request\.\n.*has no object "backup"\.\n/],
    passed: anyJson,
  },
  "the page's example": {
    says: [/^The service answers 200 to every request\.\nThe service shows a backup for an id that does not exist\.\n/],
    passed: [
      ...anyJson,
      ...earnable.filter(id => shape.test(id)),
      'body/undocumented-fields',
      'response/envelope',
      // Values that the example has, whatever was asked for: a known status, sizes and times that can be.
      'response/status/value',
      'response/size/value',
      'response/created_at/value',
      'response/updated_at/value',
      'response/data_timestamp/value',
      'response/links/item/href/value',
      'links/relation-types',
      // It says the same twice, indeed.
      'steady',
    ],
  },
  'no token needed': {
    says: [/^The service shows the backup to a request without a token, a request with a wrong token\.\n/],
    passed: allBut(
      'status/401',
      'refusal/no-token',
      'refusal/wrong-token',
      'refusal/no-data',
      'error/401/envelope',
      'error/401/code',
      'error/401/no-trace',
      'error/401/challenge',
    ),
  },
  'any tenant may read': {
    says: [/^The service shows the backup to another project's token\.\n/],
    passed: allBut('status/403', 'refusal/other-project', 'refusal/no-data'),
  },
  "a web server's index page": {
    says: [/^VBS_ENDPOINT: this is not an OpenStack API: the answer is HTML\.\n/, nothingAtAnId],
    // It does refuse PATCH where it serves GET, and names what it allows.
    passed: ['status/405', 'error/405/no-trace', 'error/405/allow'],
  },
  'another JSON API': {
    says: [/^VBS_ENDPOINT: this is another API: .*has no object "backup"\.\n/, nothingAtAnId],
    passed: [...anyJson, 'status/405', 'error/405/no-trace'],
  },
};

test('no impostor passes: each is told for what it is in the first lines, and passes only what it has proven', async () => {
  assert.deepEqual(Object.keys(servers), Object.keys(expectations));
  await inPairs(Object.entries(expectations), async ([name, { says, passed, status = 1 }]) => {
    const server = await servers[name]?.();
    assert.ok(server);
    try {
      const run = await checkAgainst(server.env);
      assert.equal(run.status, status, `${name}: ${run.stderr}`);
      for (const line of says) assert.match(findingsIn(run), line, name);
      assert.deepEqual(idsOf(run, 'passed').sort(), [...passed].sort(), name);
      assert.deepEqual(leaksIn(run), [], name);
    } finally {
      await server.close();
    }
  });
});
