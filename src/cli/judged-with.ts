import type { InterruptedStatus, JudgedWith, ResultOptions } from '../recording/judged-with.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import type { CurrentRun } from './current-run.ts';

/**
 * What a run judges the answers of a target with, for its recording. Of the pages only those that its checks come from.
 * @param interrupted the exit status of a run that was interrupted
 */
export function judgedWithOf(
  { options, operations, specifications }: CurrentRun,
  { configured }: Pick<ChosenTarget, 'configured'>,
  interrupted: InterruptedStatus | undefined,
): JudgedWith {
  const names = new Set(operations.map(({ contract }) => contract.name));
  const judged = specifications.filter(({ contract }) => names.has(contract.name));
  const others = specifications.filter(one => !judged.includes(one));
  return {
    strictness: judged[0]?.contract.strictness ?? 'ruled',
    options: resultOptions(options),
    ...(interrupted === undefined ? {} : { interrupted }),
    texts: Object.assign({}, ...judged.map(({ texts }) => texts)),
    ...(options.only
      ? { leftOut: Object.fromEntries(others.map(({ contract, source }) => [contract.id, source])) }
      : {}),
    waivers: configured?.waivers ?? [],
  };
}

const resultOptions = ({ strict = false, only, without, specs }: CurrentRun['options']): ResultOptions => ({
  strict,
  ...(only ? { only } : {}),
  ...(without ? { without } : {}),
  ...(specs === undefined ? {} : { specs }),
});
