import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ReceivedStatus, wayOutcome } from '../../src/probes/outcome.ts';
import type { Way, WayOutcome } from '../../src/probes/way.ts';
import { waysOf } from '../../src/probes/ways.ts';
import { sampleContract } from './sample-contract.ts';

const ways = waysOf(sampleContract());

/** `none`: no answer; `403 front`: a 403 that a front gave. */
type Told = number | 'none' | '403 front';

/** What is tried on each way: every documented status and some that none documents. */
const everything: readonly Told[] = [
  'none',
  '403 front',
  ...[101, 200, 204, 302, 304, 400, 401, 403, 404, 405, 406, 407, 408, 409, 410, 418, 429, 431, 451],
  ...[500, 501, 502, 503, 504, 505, 599, 600, 999],
];

const fourHundreds = everything.filter(
  told => told === '403 front' || (typeof told === 'number' && told >= 400 && told < 500),
);
const below500 = everything.filter(told => typeof told !== 'number' || told < 500);

interface Row {
  readonly way: string;
  readonly earned: number;
  readonly open: readonly Told[];
}

/** The table of ways, row by row: what is neither earned nor open contradicts. */
const table: readonly Row[] = [
  { way: 'show', earned: 200, open: [] },
  { way: 'status/400/malformed-project', earned: 400, open: [403, '403 front', 404] },
  { way: 'status/400/foreign-project', earned: 400, open: [403, '403 front', 404] },
  { way: 'status/400/malformed-version', earned: 400, open: [200] },
  { way: 'status/401/no-token', earned: 401, open: [] },
  { way: 'status/401/wrong-token', earned: 401, open: [] },
  { way: 'status/403/no-role', earned: 403, open: [400, 404] },
  { way: 'status/403/other-project', earned: 403, open: [400, 404] },
  { way: 'status/404/unknown-id', earned: 404, open: [] },
  { way: 'status/405/patch', earned: 405, open: [501, '403 front'] },
  { way: 'status/405/trace', earned: 405, open: everything },
  { way: 'status/406/version', earned: 406, open: [200, 400] },
  { way: 'status/406/accept', earned: 406, open: below500 },
  { way: 'status/407/proxy', earned: 407, open: everything },
  { way: 'status/408/unfinished', earned: 408, open: [400, 'none'] },
  { way: 'status/409/hook', earned: 409, open: [200, 'none'] },
  { way: 'status/409/prefer', earned: 409, open: [200, 'none'] },
  { way: 'status/500/hook', earned: 500, open: [200, 'none'] },
  { way: 'status/500/prefer', earned: 500, open: [200, 'none'] },
  { way: 'status/501/method', earned: 501, open: [400, 403, '403 front', 404, 405] },
  { way: 'status/501/transfer-encoding', earned: 501, open: everything },
  { way: 'status/502/hook', earned: 502, open: [200, 'none'] },
  { way: 'status/502/prefer', earned: 502, open: [200, 'none'] },
  { way: 'status/503/hook', earned: 503, open: [200, 'none'] },
  { way: 'status/503/prefer', earned: 503, open: [200, 'none'] },
  { way: 'status/504/hook', earned: 504, open: [200, 'none'] },
  { way: 'status/504/prefer', earned: 504, open: [200, 'none'] },
];

function wayNamed(name: string): Way {
  const way = ways.find(one => one.name === name);
  assert.ok(way, name);
  return way;
}

function answerOf(told: Told): ReceivedStatus {
  if (told === 'none') return { status: undefined, fromFront: false };
  return told === '403 front' ? { status: 403, fromFront: true } : { status: told, fromFront: false };
}

function expected({ earned, open }: Row, told: Told): WayOutcome {
  if (answerOf(told).status === earned) return 'earned';
  return open.includes(told) ? 'open' : 'contradicted';
}

for (const row of table) {
  test(`${row.way} ends as the table of ways says, whatever comes`, () => {
    const way = wayNamed(row.way);
    assert.equal(way.code, row.earned);
    const outcomes = everything.map(told => [told, wayOutcome(way, answerOf(told))]);
    assert.deepEqual(
      outcomes,
      everything.map(told => [told, expected(row, told)]),
    );
  });
}

test('the table is complete, and each 4xx leaves an unacceptable Accept open', () => {
  assert.deepEqual(
    ways.map(({ name }) => name),
    table.map(({ way }) => way),
  );
  for (const told of fourHundreds.filter(one => one !== 406)) {
    assert.equal(wayOutcome(wayNamed('status/406/accept'), answerOf(told)), 'open');
  }
});
