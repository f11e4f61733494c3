import { judgeRun, type RunResult } from '../../src/checks/run-result.ts';
import { checksOf } from '../../src/checks/suite.ts';
import type { Contract } from '../../src/contract/contract.ts';
import type { Recording } from '../../src/recording/recording.ts';
import type { Waiver } from '../../src/targets/waiver.ts';
import { contract, source } from './embedded-recording.ts';

/** A second operation, which the page describes as it does the first. */
export const another: Contract = {
  ...contract,
  id: 'vbs/v3/show-copy',
  name: 'show-copy',
  title: 'Showing a Copy',
  operation: { ...contract.operation, place: { ...contract.operation.place, file: 'specs/vbs/v3/show-copy.rst' } },
};

/** A recording of both operations, answered alike but for what is changed in the second. */
export function withAnother(
  recording: Recording,
  change: (second: Recording) => Recording = second => second,
): Recording {
  const named = <T extends { readonly name: string }>(one: T): T => ({
    ...one,
    name: one.name.replace(`${contract.name}/`, `${another.name}/`),
  });
  const second = change(recording);
  return {
    ...recording,
    operations: [
      ...recording.operations,
      ...recording.operations.map(one => ({ ...one, page: another.id, name: another.name })),
    ],
    exchanges: [...recording.exchanges, ...second.exchanges.map(named)],
    unsent: [...recording.unsent, ...second.unsent.map(named)],
    requests: [...recording.requests, ...recording.requests.map(named)],
  };
}

/** What a run of both operations came to. */
export const resultOfBoth = (recording: Recording, waivers: readonly Waiver[] = []): RunResult =>
  judgeRun(
    recording,
    [contract, another].map(one => ({ contract: one, source, checks: checksOf(one) })),
    { strict: false },
    undefined,
    waivers,
  );
