import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Alteration, withStatus, withText } from '../../src/mutation/alterations.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { answering, comparisonOfReleases, differencesIn, faultless, withBackups } from './releases.ts';

const operations = ['show-backup', 'list-backups', 'list-backups-details'];
const ofAll = (below: string): string[] => operations.map(name => below.replace('*', name));

/** Answers to PATCH and TRACE, the two ways to 405. */
const method = (status: number, release = faultless): Recording =>
  answering(/^status\/405\/(?:patch|trace)$/, withStatus(status), release);
const wrongMethod = answering(/^status\/405\/patch$/, withStatus(404));

/** Answered as an earlier request was: whoever asks without a token sees everything. */
const granted: Alteration = exchange => {
  const [operation = ''] = exchange.name.split('/');
  const show = faultless.exchanges.find(({ name }) => name === `${operation}/show`);
  return { ...exchange, response: show?.response };
};

interface Release {
  readonly change: string;
  readonly from?: Recording;
  readonly to: Recording;
  /** Every difference that is found, and no other. */
  readonly found: readonly string[];
}

const releases: readonly Release[] = [
  {
    change: 'the size becomes a text',
    to: withBackups(backup => {
      if ('size' in backup) backup.size = String(backup.size);
    }),
    found: [
      'regression show-backup/response/size/type',
      'regression list-backups-details/response/size/type',
      'unproven show-backup/response/size/value',
      'unproven list-backups-details/response/size/value',
    ],
  },
  {
    change: 'PATCH gets a 404',
    to: wrongMethod,
    found: ofAll('regression */status/405'),
  },
  {
    change: 'PATCH gets a 500, where it got a 404',
    from: wrongMethod,
    to: answering(/^status\/405\/patch$/, withStatus(500)),
    found: ofAll('regression */status/405'),
  },
  {
    change: 'PATCH gets a 405 again',
    from: wrongMethod,
    to: faultless,
    found: ofAll('fix */status/405'),
  },
  {
    change: 'unknown methods are not implemented any more, and so the 404 is not seen',
    from: wrongMethod,
    to: method(501),
    found: [
      ...ofAll('unproven */error/405/envelope'),
      ...ofAll('unproven */error/405/code'),
      ...ofAll('unproven */error/405/no-trace'),
      ...ofAll('unproven */error/405/allow'),
      ...ofAll('not-seen */status/405'),
      ...ofAll('drift of status * status/405/trace'),
    ],
  },
  {
    change: 'requests without a token are answered',
    to: answering(/^status\/401\/no-token$/, granted),
    found: [
      ...ofAll('regression */status/401'),
      ...ofAll('regression */refusal/no-token'),
      ...ofAll('regression */refusal/no-data'),
    ],
  },
  {
    change: 'a member that no page documents',
    to: withBackups(backup => Object.assign(backup, { colour: 'red' })),
    found: ofAll('regression */body/undocumented-fields'),
  },
  {
    change: 'harmless: an error has other words',
    to: answering(
      /^status\/404\/unknown-id$/,
      withText(text => text.replace('There is no backup', 'Unknown backup')),
    ),
    found: ['drift of error-text show-backup status/404/unknown-id'],
  },
  {
    change: 'harmless: a reason where there was null',
    to: withBackups(backup => {
      if ('fail_reason' in backup) backup.fail_reason = 'none';
    }),
    found: [
      'drift of type list-backups backup.fail_reason',
      'drift of type list-backups-details backups[].fail_reason',
    ],
  },
  {
    change: 'harmless: reads are slower',
    to: answering(/./, one => (one.response?.status === 200 ? { ...one, duration: 400 } : one)),
    found: ['show-backup', 'list-backups', 'list-backups-details'].map(
      name => `drift of time ${name} answers with 2xx`,
    ),
  },
];

for (const { change, from = faultless, to, found } of releases) {
  test(`a release in which ${change}: that is found in its class, and nothing is invented`, () => {
    assert.deepEqual(differencesIn(comparisonOfReleases(from, to)).sort(), [...found].sort());
  });
}

test('ids, times and header fields that differ from run to run are no differences', () => {
  const later = answering(/./, one => ({
    ...one,
    startedAt: '2030-01-01T00:00:00.000Z',
    response: one.response && {
      ...one.response,
      headers: [...one.response.headers, ['X-Openstack-Request-Id', 'req-1']],
    },
  }));
  const other = answering(
    /^status\/404\/unknown-id$/,
    withText(text => text.replace(/[0-9a-f]{8}-[-0-9a-f]{27}/, uuid)),
    later,
  );
  assert.notEqual(JSON.stringify(other.exchanges), JSON.stringify(later.exchanges));
  assert.deepEqual(differencesIn(comparisonOfReleases(faultless, other)), []);
});

const uuid = '0a1b2c3d-0a1b-4a1b-8a1b-0a1b2c3d4e5f';
