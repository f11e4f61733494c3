import type { Contract } from '../contract/contract.ts';
import type { FaultGuard } from '../faults/fault-guard.ts';
import { endingAfter } from '../network/ending.ts';
import { type Plan, requestsIn, type Stage } from '../probes/plan.ts';
import { isSent, type Sending, type Unsent } from '../probes/sending.ts';
import type { Recording } from '../recording/recording.ts';
import type { Session } from '../targets/session.ts';
import type { Subjects } from '../targets/subjects.ts';
import type { Target } from '../targets/target.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Clock } from '../wire/sender.ts';
import { openConversation } from './conversation.ts';
import type { EarlierFault } from './earlier-fault.ts';
import { isConclusive, type RunState, recordedOperations, recordedTargetOf } from './run-state.ts';
import { recoveryTime, wholeTime } from './run-time.ts';
import { afterEarlierFault, carryOut, requestsFor, type StageSurroundings } from './stages.ts';

/** Called after each exchange: how many of how many are done. */
export type Progress = (done: number, planned: number, waiting: Wait | undefined) => void;

/** The one request whose answer a run still waits for. */
export interface Wait {
  /** The status that it should earn; undefined for a read. */
  readonly code: number | undefined;
  /** Milliseconds that it may take. */
  readonly most: number;
}

/** What probing needs of the run that it is part of, and of the world. */
export interface Prober {
  /** The operations that are asked, at least one. */
  readonly contracts: readonly Contract[];
  readonly plan: Plan;
  /** What is asked about, as far as it is configured. */
  readonly subjects: Subjects;
  /** Name and version of the suite. */
  readonly suite: string;
  readonly clock: Clock;
  readonly progress: Progress;
  /** Starts what runs fault hooks; called only where there are any. */
  readonly startGuard: () => FaultGuard;
  /** What the service may still suffer from; left out where it is nothing. */
  readonly earlierFault?: EarlierFault | undefined;
  /** Aborted when the run is interrupted; the recording then contains the answers so far. */
  readonly interrupted: AbortSignal;
}

/** Carries a plan out: each request is sent once, stage by stage. It always ends by itself. */
export async function probe(session: Session, prober: Prober): Promise<Recording> {
  const opened = await session.withTokensFor(0);
  const recovery = prober.earlierFault === undefined ? 0 : recoveryTime(opened.timeout);
  const ending = endingAfter(wholeTime(prober.plan, opened, recovery), prober.interrupted);
  try {
    return await recordingOf(session, prober, ending.signal);
  } finally {
    ending.forget();
  }
}

async function recordingOf(session: Session, prober: Prober, ended: AbortSignal): Promise<Recording> {
  const { contracts, plan, suite, clock, startGuard, earlierFault } = prober;
  const startedAt = clock.now().toISOString();
  const start = clock.elapsed();
  let [planned] = requestsIn(plan);
  const onAnswer = (count: number, waiting: readonly Sending[]): void =>
    prober.progress(count, Math.max(count, planned), waitFor(waiting, conversation.target()));
  const conversation = await openConversation(session, clock, ended, onAnswer);
  const { redacted, redactedText } = conversation;
  const around = { contracts, conversation, startGuard, clock, ended };

  let state: RunState = {
    subjects: prober.subjects,
    exchanges: [],
    unsent: plan.unsent,
    damage: undefined,
    disturbances: new Map(),
  };
  for (const stage of plan.stages) {
    if (stage.name === 'read' && earlierFault) state = await afterEarlierFault(earlierFault, state, around);
    planned += linksIn(stage, state, around);
    state = await carryOut(stage, state, around);
  }
  // Redacted when all have come: that of a large answer takes time, in which the others would seem to be late.
  const exchanges = state.exchanges.map(redacted);
  const unsent = [...state.unsent, ...exchanges.filter(one => !isConclusive(one)).map(unmade)];
  const slowed = conversation.slowed();
  return {
    format: 3,
    suite,
    target: recordedTargetOf(around),
    operations: recordedOperations(state, around),
    startedAt,
    duration: Math.round(clock.elapsed() - start),
    exchanges: exchanges.filter(isConclusive),
    // A fault hook that failed is quoted, and its profile may give it secrets of the run.
    unsent: unsent.map(({ name, reason }) => ({ name, reason: redactedText(reason) })),
    ...(state.damage === undefined ? {} : { damage: redactedText(state.damage) }),
    ...(slowed === undefined ? {} : { slowed }),
    requests: conversation.requests(),
  };
}

/** What a run waits for, where it is one request: with several, others will have answered before. */
function waitFor([first, ...others]: readonly Sending[], { timeout }: Target): Wait | undefined {
  if (!first || others.length > 0) return undefined;
  return { code: first.code, most: first.kind === 'unfinished' ? first.wait : timeout };
}

/** How many steps that depend on answers lead to a request: the plan only knows how many may. */
function linksIn(stage: Stage, state: RunState, around: StageSurroundings): number {
  const slots = stage.steps.filter(({ kind }) => kind === 'link' || kind === 'query' || kind === 'item');
  return requestsFor({ ...stage, steps: slots }, state, around.conversation.target(), around).filter(isSent).length;
}

const unmade = ({ name, failure }: Exchange): Unsent => ({ name, reason: failure?.message ?? '' });
