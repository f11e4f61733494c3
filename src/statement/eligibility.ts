import type { RunResult } from '../checks/run-result.ts';
import type { Recording } from '../recording/recording.ts';
import { isMarkedAsSimulated } from '../recording/simulated-mark.ts';

/** Why a run gets no statement, as the end of a sentence; undefined where it gets one. */
export function whyNoStatement(recording: Recording, result: RunResult): string | undefined {
  const { judgedWith, target } = recording;
  if (!judgedWith) return 'its recording does not carry what it was judged with; test the product with this version';
  const { options, interrupted, strictness } = judgedWith;
  if (target.simulated || isMarkedAsSimulated(recording))
    return 'a simulation gave its answers, which says nothing about a product';
  if (result.verdict === 'not tested') return `nothing was tested: ${sentence(result.why)}`;
  if (options.specs !== undefined) return 'it was judged by pages of your own, which are no edition';
  if (strictness !== 'ruled') return 'it was judged literally; a statement follows the rulings of its edition';
  if (options.only) return 'only some checks were chosen (--only)';
  if (options.without) return 'some requests were left out (--without)';
  if (interrupted !== undefined) return 'it was interrupted';
  return result.isComplete ? undefined : `it is not complete: ${sentence(result.why)}`;
}

const sentence = (text: string): string => text.replace(/\.$/, '');
