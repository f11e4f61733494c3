import type { Verdict } from '../checks/verdict.ts';
import type { RecordedTarget } from '../recording/recording.ts';

/** Whether a live service showed something only because it was asked to: that is no success of a real one. */
export const isOnlySimulated = ({ verdict, evidence }: Verdict, { simulated }: RecordedTarget): boolean =>
  verdict === 'passed' && evidence === 'simulated' && !simulated;
