import { judgeRun } from '../../src/checks/run-result.ts';
import { checksOf } from '../../src/checks/suite.ts';
import type { TwoRuns } from '../../src/comparison/comparable.ts';
import { type Comparison, changesBetween, comparisonOf } from '../../src/comparison/comparison.ts';
import { driftBetween } from '../../src/comparison/drift.ts';
import { type JudgedRun, judgedRun } from '../../src/comparison/judged-run.ts';
import { type Alteration, inSequence, type WritableObject, withResource } from '../../src/mutation/alterations.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { source } from '../checks/embedded-recording.ts';
import { details, recordLists, shown, summary } from '../checks/listed-items.ts';

const recorded = await recordLists();

/** A release of the tests' own service that keeps to the pages. Each answer takes 20 ms, however busy the machine was. */
export const faultless: Recording = {
  ...recorded,
  exchanges: recorded.exchanges.map(one => ({ ...one, duration: 20 })),
};

const operations = [shown, summary, details].map(contract => ({ contract, source, checks: checksOf(contract) }));

/** A run of a release, judged by this suite. */
export const runOf = (release: Recording): JudgedRun =>
  judgedRun(judgeRun(release, operations, { strict: false }), 'test');

/** What changed from one release to another. */
export function comparisonOfReleases(baseline: Recording, current: Recording): Comparison {
  const pair: TwoRuns = { baseline: runOf(baseline), current: runOf(current) };
  const changes = changesBetween(pair, { scope: 'all' });
  return comparisonOf(pair, changes, driftBetween({ baseline, current }, changes.changes));
}

/** A release that answers otherwise to the requests whose names, below the operation, match. */
export const answering = (names: RegExp, alter: Alteration, release = faultless): Recording => ({
  ...release,
  exchanges: release.exchanges.map(one => (names.test(one.name.slice(one.name.indexOf('/') + 1)) ? alter(one) : one)),
});

/** A release whose every backup is another one, wherever it is shown. */
export const withBackups = (change: (backup: WritableObject) => unknown, release = faultless): Recording =>
  answering(/./, inSequence(withResource('backup', change), withResource('backups', change)), release);

/** The differences in short, each as its kind and where it is: `regression show-backup/response/size/type`. */
export const differencesIn = ({ changes, drift }: Comparison): string[] => [
  ...changes.map(({ kind, id }) => `${kind} ${id.replace(/^vbs\/v3\//, '')}`),
  ...drift.found.map(({ kind, operation, place }) => `drift of ${kind} ${operation} ${place}`),
];
