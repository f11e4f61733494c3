import type { InterruptedStatus, JudgedWith, ResultOptions } from '../recording/judged-with.ts';
import type { CurrentRun } from './current-run.ts';

/**
 * What a run judges its answers with, for its recording. Of the pages only those that its checks come from.
 * @param interrupted the exit status of a run that was interrupted
 */
export function judgedWithOf(
  { options, operations, specifications }: CurrentRun,
  interrupted: InterruptedStatus | undefined,
): JudgedWith {
  const names = new Set(operations.map(({ contract }) => contract.name));
  const judged = specifications.filter(({ contract }) => names.has(contract.name));
  return {
    strictness: judged[0]?.contract.strictness ?? 'ruled',
    options: resultOptions(options),
    ...(interrupted === undefined ? {} : { interrupted }),
    texts: Object.assign({}, ...judged.map(({ texts }) => texts)),
    waivers: [],
  };
}

const resultOptions = ({ strict = false, only, without, specs }: CurrentRun['options']): ResultOptions => ({
  strict,
  ...(only ? { only } : {}),
  ...(without ? { without } : {}),
  ...(specs === undefined ? {} : { specs }),
});
