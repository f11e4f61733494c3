import type { FaultHook } from '../targets/target.ts';

/** What the run asks of the guard. */
export type GuardRequest = { readonly kind: 'enter'; readonly hook: FaultHook } | { readonly kind: 'leave' };

/** The result of a request. */
export interface GuardAnswer {
  readonly to: GuardRequest['kind'];
  /** Undefined when the hook's command did what it should, else the rest of a sentence that begins with the command. */
  readonly failure: string | undefined;
}
