import { checksOf } from '../../src/checks/suite.ts';
import { judgeOne, type Verdict } from '../../src/checks/verdict.ts';
import { withEmbedded } from '../../src/cli/open-session.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { loadContract } from '../../src/cli/specification.ts';
import { systemClock } from '../../src/cli/terminal-of-process.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { type Alteration, altered, withJsonChanged } from '../../src/mutation/alterations.ts';
import { planOf } from '../../src/probes/plan.ts';
import { probe } from '../../src/probing/probing.ts';
import { operationRecording } from '../../src/recording/operation-recording.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { jsonValue } from '../../src/recording/response-json.ts';
import { fixedSession } from '../../src/targets/session.ts';
import type { Exchange } from '../../src/wire/exchange.ts';

const load = (id: string) => loadContract(packageRoot(), id, 'ruled');
const [summaryPage, detailsPage, showPage] = [
  load('vbs/v3/list-backups'),
  load('vbs/v3/list-backups-details'),
  load('vbs/v3/show-backup'),
];

/** The list without details, the one with them, and the operation that shows an item. */
export const summary = summaryPage.contract;
export const details = detailsPage.contract;
export const shown = showPage.contract;

/** Asks the embedded service everything about these operations; about all three where none is named. */
export function recordLists(contracts: readonly Contract[] = [summary, details, shown]): Promise<Recording> {
  const asked = [summaryPage, detailsPage, showPage].filter(({ contract }) => contracts.includes(contract));
  const embedding = { env: {}, specifications: [summaryPage, detailsPage, showPage], userAgent: 'test/1' };
  return withEmbedded(embedding, (target, { examples }) => {
    const operations = asked.map(({ contract }) => contract);
    const prober = {
      contracts: operations,
      suite: 'test',
      clock: systemClock,
      progress: () => {},
      startGuard: () => {
        throw new Error('The embedded service has no fault hooks.');
      },
      interrupted: new AbortController().signal,
      plan: planOf(operations, target, examples),
      subjects: examples,
    };
    return probe(fixedSession(target), prober);
  });
}

/** The members of an item. */
export type Item = Record<string, unknown>;

/** An exchange whose list has other items. The change gets a copy that it may write to. */
export const withItems = (change: (items: Item[]) => readonly unknown[]): Alteration =>
  withJsonChanged(body => ({ ...(body as Item), backups: change((body as { backups: Item[] }).backups) }));

/** An exchange whose list has one item with these members, too. */
export const withItem = (index: number, members: Item): Alteration =>
  withItems(items => items.map((item, at) => (at === index ? { ...item, ...members } : item)));

/** An exchange whose list has not these items. */
export const withoutItems = (...indexes: readonly number[]): Alteration =>
  withItems(items => items.filter((_, index) => !indexes.includes(index)));

/** Both plain reads of a list. */
export const bothReads = ['show', 'show-again'] as const;

/** The recording with both plain reads of a list altered, or with other exchanges of an operation. */
export const alteredIn = (
  recording: Recording,
  { name }: Contract,
  alter: Alteration,
  names: readonly string[] = bothReads,
): Recording => altered(recording, names, alter, name);

/** The recording with every read of a single backup altered, whichever operation made it. */
export const withShown = (recording: Recording, alter: Alteration): Recording => ({
  ...recording,
  exchanges: recording.exchanges.map(one =>
    /^(?:show-backup\/show|[^/]+\/items\/show\/\d)$/.test(one.name) ? alter(one) : one,
  ),
});

/** What one check says of the recording of its operation. */
export function verdictOn(recording: Recording, contract: Contract, id: string): Verdict {
  const check = checksOf(contract).find(one => one.id === `${contract.id}/${id}`);
  if (!check) throw new Error(`There is no check "${id}" of ${contract.name}.`);
  return judgeOne(check, operationRecording(recording, contract.name));
}

/** Its verdict and its message: `failed: …`. */
export function wordsOn(recording: Recording, contract: Contract, id: string): string {
  const { verdict, message } = verdictOn(recording, contract, id);
  return `${verdict}: ${message}`;
}

/** The deviations that a check finds, as texts: `link self once none`. */
export const deviationsOn = (recording: Recording, contract: Contract, id: string): string[] =>
  verdictOn(recording, contract, id).deviations.map(
    ({ place, kind, expected, got }) => `${kind}: ${place} ${expected} ${got}`,
  );

/** An exchange of an operation. */
export function exchangeOf({ exchanges }: Recording, { name }: Contract, below: string): Exchange {
  const found = exchanges.find(one => one.name === `${name}/${below}`);
  if (!found) throw new Error(`The recording has no exchange "${name}/${below}".`);
  return found;
}

/** The items of a list in the first read. */
export function itemsOf(recording: Recording, contract: Contract): readonly Item[] {
  const { response } = exchangeOf(recording, contract, 'show');
  return (response ? (jsonValue(response) as { backups: Item[] }) : { backups: [] }).backups;
}
