import { checksOf } from '../../src/checks/suite.ts';
import { judgeAll, type Verdict } from '../../src/checks/verdict.ts';
import { recordOriginals } from '../../src/cli/originals.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { firstPage, loadContract } from '../../src/cli/specification.ts';
import {
  type Alteration,
  altered,
  withText as withOtherText,
  without as withoutThese,
  withResource,
} from '../../src/mutation/alterations.ts';
import type { Recording } from '../../src/recording/recording.ts';

/** The contract of the first page, and the page's example. */
export const { contract, example } = loadContract(packageRoot(), firstPage, 'ruled');

/** Its checks, made once: they share the compiled schema. */
export const checks = checksOf(contract);

/** A recording of the embedded service, which keeps to the page. */
export async function recordEmbedded(): Promise<Recording> {
  return (await recordOriginals(contract, example, 'test')).full;
}

/** The verdicts on a recording by check id below the page. */
export function verdictsOn(recording: Recording): ReadonlyMap<string, Verdict> {
  const below = contract.id.length + 1;
  return new Map(judgeAll(checks, recording).map(verdict => [verdict.id.slice(below), verdict]));
}

/** The ids of the checks that did not pass, as `id: verdict`; inapplicable ones left out. */
export function complaints(recording: Recording): string[] {
  const told = [...verdictsOn(recording)].filter(
    ([, { verdict }]) => verdict !== 'passed' && verdict !== 'inapplicable',
  );
  return told.map(([id, { verdict }]) => `${id}: ${verdict}`);
}

/** The recording with some exchanges changed. */
export const changed = altered;

/** The recording without some exchanges, as if they had not been sent. */
export const without = (recording: Recording, ...names: readonly string[]): Recording => withoutThese(recording, names);

/** An exchange whose body is this text. */
export const withText = (text: string): Alteration => withOtherText(() => text);

/** An exchange whose backup is another object; the change may alter the copy that it is given. */
export const withBackup = (change: (backup: Record<string, unknown>) => unknown): Alteration =>
  withResource('backup', backup => {
    change(backup);
  });

/** What a check says of the recording once some of its exchanges were changed. */
export const verdictAfter = (recording: Recording, id: string, names: readonly string[], change: Alteration) =>
  verdictsOn(changed(recording, names, change)).get(id)?.verdict;

/** The body of an exchange. */
export function textOf(recording: Recording, name: string): string {
  const body = recording.exchanges.find(one => one.name === name)?.response?.body;
  return Buffer.from(body ?? []).toString('utf8');
}
