import type { Deviation } from '../../src/checks/deviation.ts';
import { judgeRun, type RunResult } from '../../src/checks/run-result.ts';
import { checksOf } from '../../src/checks/suite.ts';
import { judgeAll, judgeOne, type Verdict } from '../../src/checks/verdict.ts';
import { chosenChecks } from '../../src/cli/chosen-checks.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import type { RunOptions } from '../../src/cli/settings.ts';
import { loadContract } from '../../src/cli/specification.ts';
import {
  type Alteration,
  altered,
  inSequence,
  reads,
  withField,
  withHeaders,
  withText as withOtherText,
  without as withoutThese,
  withResource,
  withStatus,
} from '../../src/mutation/alterations.ts';
import { operationRecording } from '../../src/recording/operation-recording.ts';
import type { Recording } from '../../src/recording/recording.ts';
import type { Waiver } from '../../src/targets/waiver.ts';
import type { Exchange } from '../../src/wire/exchange.ts';
import { showBackupPage } from '../contract/show-backup.ts';
import { sharedOriginals } from './shared-originals.ts';

export { type Alteration, inSequence, reads, withField, withHeaders, withStatus };

/** The contract of the first page, and the page's example. */
export const { contract, source, example } = loadContract(packageRoot(), showBackupPage, 'ruled');

/** Its checks, made once: they share the compiled schema. */
export const checks = checksOf(contract);

/** A recording of the embedded service, which keeps to the page. */
export async function recordEmbedded(): Promise<Recording> {
  return (await sharedOriginals({ contract, example })).full;
}

/** The same answers from a live service, which was asked by `Prefer` for its faults and has no hooks. */
export function asLive(recording: Recording): Recording {
  const hooks = namesIn(recording).filter(name => name.endsWith('/hook'));
  return without(withoutMark(recording), ...hooks);
}

/** The same answers, all of them, without the mark of the embedded service. */
export const withoutMark = (recording: Recording): Recording => ({
  ...recording,
  target: { ...recording.target, name: 'live', simulated: false },
});

/** The verdicts on a recording by check id below the page. */
export function verdictsOn(recording: Recording): ReadonlyMap<string, Verdict> {
  const below = contract.id.length + 1;
  const verdicts = judgeAll(checks, operationRecording(recording, contract.name));
  return new Map(verdicts.map(verdict => [verdict.id.slice(below), verdict]));
}

/** What one check says of a recording. @throws Error when there is no such check */
export function verdictOn(recording: Recording, id: string): Verdict {
  const check = checks.find(one => one.id === `${contract.id}/${id}`);
  if (!check) throw new Error(`There is no check "${id}".`);
  return judgeOne(check, operationRecording(recording, contract.name));
}

/** What a run came to that left this recording. */
export function resultOf(
  recording: Recording,
  { only, without, strict = false }: RunOptions = {},
  waivers: readonly Waiver[] = [],
): RunResult {
  const chosen = only ? chosenChecks([{ contract, source }], { only }) : [{ contract, source, checks }];
  const options = { strict, ...(only ? { only } : {}), ...(without ? { without } : {}) };
  return judgeRun(recording, chosen, options, undefined, waivers);
}

/** The ids of the checks that did not pass, as `id: verdict`; inapplicable ones left out. */
export function complaints(recording: Recording): string[] {
  const others = [...verdictsOn(recording)].filter(
    ([, { verdict }]) => verdict !== 'passed' && verdict !== 'inapplicable',
  );
  return others.map(([id, { verdict }]) => `${id}: ${verdict}`);
}

/** What the recording asked about: the values of its path's parameters. */
export const subjectsOf = ({ operations }: Recording): Readonly<Record<string, string>> =>
  operations[0]?.parameters ?? {};

/** The names of the exchanges, below the operation. */
export const namesIn = ({ exchanges }: Recording): string[] =>
  exchanges.map(({ name }) => name.slice(contract.name.length + 1));

/** The exchange of this name, below the operation. */
export function exchangeIn({ exchanges }: Recording, name: string): Exchange {
  const found = exchanges.find(one => one.name === `${contract.name}/${name}`);
  if (!found) throw new Error(`The recording has no exchange "${name}".`);
  return found;
}

/** The recording with some exchanges changed; they are named as below the operation. */
export const changed = altered;

/** The recording without some exchanges, as if they had not been sent. */
export const without = (recording: Recording, ...names: readonly string[]): Recording => withoutThese(recording, names);

/** The recording with a further exchange, like this one but for its name. */
export const withExchange = (recording: Recording, name: string, like: Exchange): Recording => ({
  ...recording,
  exchanges: [...recording.exchanges, { ...like, name: `${contract.name}/${name}` }],
});

/** The recording with the answer to a read of the list in which these backups are. */
export const withList = (recording: Recording, ids: readonly unknown[]): Recording => {
  const { endpoint, project } = recording.target;
  const show = exchangeIn(recording, 'show');
  const body = Buffer.from(JSON.stringify({ backups: ids.map(id => ({ id, status: 'available' })) }));
  return withExchange(recording, 'list', {
    ...show,
    request: { ...show.request, url: `${endpoint}/v3/${project}/backups/detail` },
    response: { status: 200, reason: 'OK', headers: [['Content-Type', 'application/json']], body },
  });
};

/** An exchange whose body is this text. */
export const withText = (text: string): Alteration => withOtherText(() => text);

/** An exchange whose backup is another object; the change may alter the copy that it is given. */
export const withBackup = (change: (backup: Backup) => unknown): Alteration =>
  withResource('backup', backup => {
    change(backup);
  });

/** The members of a backup. */
export type Backup = Record<string, unknown>;

/** An exchange whose backup has these members, too. */
export const backupWith = (change: Backup): Alteration => withBackup(backup => Object.assign(backup, change));

/** In what a recording deviates from the rule of a check. */
export const deviationsOf = (recording: Recording, id: string): readonly Deviation[] =>
  verdictOn(recording, id).deviations;

/** What a check says of the recording once some of its exchanges were changed. */
export const verdictAfter = (recording: Recording, id: string, names: readonly string[], change: Alteration) =>
  verdictOn(changed(recording, names, change), id).verdict;

/** The body of an exchange. */
export const textOf = (recording: Recording, name: string): string =>
  Buffer.from(exchangeIn(recording, name).response?.body ?? []).toString('utf8');
