import type { Contract } from '../contract/contract.ts';
import type { FaultGuard } from '../faults/fault-guard.ts';
import { longestTimer } from '../network/timeout.ts';
import { followUps } from '../probes/follow-ups.ts';
import { type HookProbe, hookProbes, isHookProbe } from '../probes/hooks.ts';
import { firstAvailable, listSending } from '../probes/list.ts';
import { showSending, waySendings } from '../probes/requests.ts';
import { isSent, type Unsent } from '../probes/sending.ts';
import { type Recording, recordedTarget } from '../recording/recording.ts';
import { jsonValue, resourceIn } from '../recording/response-json.ts';
import type { OpenTarget, Session } from '../targets/session.ts';
import { ConfigurationError, type Target } from '../targets/target.ts';
import type { Exchange } from '../wire/exchange.ts';
import { runTime } from '../wire/limits.ts';
import type { Clock } from '../wire/sender.ts';
import { type Conversation, converse, type Stage } from './conversation.ts';
import { faultRequests, faultStage, faultTime } from './fault-stage.ts';

/** Told after each exchange: how many of how many are done. */
export type Progress = (done: number, planned: number) => void;

/** What probing needs of the run that it is part of, and of the world. */
export interface Prober {
  readonly contract: Contract;
  /** Name and version of the suite. */
  readonly suite: string;
  readonly clock: Clock;
  readonly progress: Progress;
  /** Starts what runs fault hooks; called only where there are any. */
  readonly startGuard: () => FaultGuard;
  /** Aborted when the run is interrupted; the recording then holds what was answered until then. */
  readonly interrupted: AbortSignal;
}

/**
 * Asks the target everything once: the backup first, then every way to every documented status and the links of the
 * answer side by side, then the operator's faults one at a time, then the backup again. Ends by itself, whatever the
 * other side does.
 * @throws ConfigurationError when no backup is configured and the service lists none
 */
export async function probe(session: Session, prober: Prober): Promise<Recording> {
  const opened = await session.withTokensFor(0);
  const ending = endingAfter(wholeTime(prober.contract, opened), prober.interrupted);
  try {
    return await recordingOf(session, opened, prober, ending.signal);
  } finally {
    ending.forget();
  }
}

async function recordingOf(
  session: Session,
  opened: OpenTarget,
  prober: Prober,
  ended: AbortSignal,
): Promise<Recording> {
  const { contract, suite, clock } = prober;
  const startedAt = clock.now().toISOString();
  const start = clock.elapsed();
  let [planned] = plannedRequests(contract, opened);
  const answered = (count: number): void => prober.progress(count, Math.max(count, planned));
  const conversation = await converse(session, clock, ended, answered);
  const { redacted, stage, target: current } = conversation;

  const backup = opened.backup ?? (await foundBackup(contract, conversation));
  const asked = (target: OpenTarget): Target => ({ ...target, backup });
  const first = await stage(target => [showSending('show', contract, asked(target))]);
  const resource = resourceIn(first.exchanges.map(redacted)[0], contract.envelope.names[0]);
  const links = (target: OpenTarget) => followUps(contract, asked(target), resource);
  planned += links(current()).filter(isSent).length;
  const others = await stage(target => [...waySendings(contract, asked(target)), ...links(target)]);
  const isReadable = first.exchanges.some(({ response, failure }) => response?.status === 200 && !failure);
  const faults = await faultStage(conversation, asked, { ...prober, isReadable }, ended);
  const again = await stage(target =>
    faults.damage === undefined
      ? [showSending('show-again', contract, asked(target))]
      : [{ name: 'show-again', reason: faults.damage }],
  );

  const stages: readonly Stage[] = [first, others, faults, again];
  // Redacted when all have come: that of a large answer takes time, in which the others would seem to be late.
  const exchanges = stages.flatMap(one => one.exchanges.map(redacted));
  const unsent = [...stages.flatMap(one => one.unsent), ...exchanges.flatMap(unmade)];
  return {
    page: contract.id,
    suite,
    target: recordedTarget(asked(conversation.target())),
    startedAt,
    duration: Math.round(clock.elapsed() - start),
    exchanges: exchanges.filter(one => unmade(one).length === 0),
    // A fault hook that failed is quoted, and it has the same environment as the run.
    unsent: unsent.map(({ name, reason }) => ({ name, reason: conversation.redactedText(reason) })),
    ...(faults.damage === undefined ? {} : { damage: conversation.redactedText(faults.damage) }),
    requests: conversation.requests(),
  };
}

/** Requests that a run of this target takes at least, and at most: the reads, the ways, the faults, list and links. */
function plannedRequests(contract: Contract, opened: OpenTarget): readonly [least: number, most: number] {
  const target = { ...opened, backup: opened.backup ?? '' };
  const [least, most] = faultRequests(faultsOf(contract, opened));
  const others = waySendings(contract, target).filter(isSent).length + 2;
  const links = 2;
  return [others + least + (opened.backup === undefined ? 1 : 0), others + most + links + 1];
}

const faultsOf = (contract: Contract, opened: OpenTarget): HookProbe[] =>
  hookProbes(contract, { ...opened, backup: opened.backup ?? '' }).filter(isHookProbe);

/** Milliseconds after which a run is ended. */
function wholeTime(contract: Contract, opened: OpenTarget): number {
  const [, most] = plannedRequests(contract, opened);
  return Math.min(runTime(opened, most) + faultTime(faultsOf(contract, opened), opened.timeout), longestTimer);
}

/** Stands for the backup where the run ended before one was found. */
const unknownBackup = 'unknown';

/** The backup that is asked for where none is configured. @throws ConfigurationError when the service lists none */
async function foundBackup(contract: Contract, { target, take, redacted }: Conversation): Promise<string> {
  // Redacted, since the id will be written down: a service that lists a secret as one lists none.
  const { response, failure } = redacted(await take(listSending(contract, target())));
  if (failure?.kind === 'interrupted') return unknownBackup;
  const isList = response?.status === 200 && !failure;
  const found = isList ? firstAvailable(jsonValue(response)) : undefined;
  if (found !== undefined) return found;
  const answer = failure?.message ?? `status ${response?.status}`;
  const why = isList ? 'lists no available backup in the project' : `does not list backups (${answer})`;
  const isRefused = response?.status === 401 || response?.status === 403;
  const remedy = isRefused
    ? 'see whether the token is good there'
    : 'set it to the id of a backup, or create one there';
  throw new ConfigurationError(`VBS_BACKUP_ID is not set, and the service at ${target().endpoint} ${why}; ${remedy}.`);
}

interface Ending {
  /** Aborted when the run has to end. */
  readonly signal: AbortSignal;
  /** To be called when it has ended before. */
  readonly forget: () => void;
}

/** The end of a run after so many milliseconds, or when it is interrupted. */
function endingAfter(milliseconds: number, interrupted: AbortSignal): Ending {
  const controller = new AbortController();
  const end = (): void => controller.abort();
  const timer = setTimeout(end, milliseconds);
  if (interrupted.aborted) end();
  interrupted.addEventListener('abort', end);
  const forget = (): void => {
    clearTimeout(timer);
    interrupted.removeEventListener('abort', end);
  };
  return { signal: controller.signal, forget };
}

/** An exchange that was cut off or held back tells nothing about the service. */
function unmade({ name, failure }: Exchange): Unsent[] {
  const isUnmade = failure?.kind === 'interrupted' || failure?.kind === 'withheld';
  return isUnmade ? [{ name, reason: failure.message }] : [];
}
