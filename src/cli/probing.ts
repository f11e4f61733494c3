import type { Contract } from '../contract/contract.ts';
import { followUps } from '../probes/follow-ups.ts';
import { showSending, waySendings } from '../probes/requests.ts';
import { isSent, type Sending, type Unsent } from '../probes/sending.ts';
import { resourceIn } from '../recording/reading.ts';
import { type Recording, recordedTarget } from '../recording/recording.ts';
import { redactExchange } from '../recording/redaction.ts';
import { secretsOf, type Target } from '../targets/target.ts';
import type { Exchange } from '../wire/exchange.ts';
import { limitsFor, runTime } from '../wire/limits.ts';
import { type Clock, senderFor } from '../wire/sender.ts';

/** Told after each exchange: how many of how many are done. */
export type Progress = (done: number, planned: number) => void;

/**
 * Asks the target everything once: the backup first, then every way to every documented status and the links of the
 * answer side by side, then the backup again. Ends by itself, whatever the other side does.
 * @param interrupted aborted when the run is interrupted; the recording then holds what was answered until then
 */
export async function probe(
  contract: Contract,
  target: Target,
  suite: string,
  clock: Clock,
  progress: Progress,
  interrupted: AbortSignal = new AbortController().signal,
): Promise<Recording> {
  const ofWays = waySendings(contract, target);
  const ending = endingAfter(runTime(target, ofWays.length + furtherRequests), interrupted);
  const send = senderFor(target.endpoint, target.rate, clock, limitsFor(target.timeout, ending.signal), target.route);
  const secrets = secretsOf(target);
  const startedAt = clock.now().toISOString();
  const start = clock.elapsed();
  let done = 0;
  let planned = ofWays.filter(isSent).length + 2;
  const take = async (sending: Sending): Promise<Exchange> => {
    const exchange = await send(sending);
    done += 1;
    progress(done, planned);
    return exchange;
  };

  const show = redactExchange(await take(showSending('show', contract, target)), secrets);
  const ofLinks = followUps(contract, target, resourceIn(show, contract.envelope.names[0]));
  const all: readonly (Sending | Unsent)[] = [...ofWays, ...ofLinks];
  const sendings = all.filter(isSent);
  planned = sendings.length + 2;
  // Redacted when all have come: that of a large answer takes time, in which the others would seem to be late.
  const others = [...(await Promise.all(sendings.map(take))), await take(showSending('show-again', contract, target))];
  ending.forget();
  const exchanges = [show, ...others.map(exchange => redactExchange(exchange, secrets))];
  return {
    page: contract.id,
    suite,
    target: recordedTarget(target),
    startedAt,
    duration: Math.round(clock.elapsed() - start),
    exchanges: exchanges.filter(({ failure }) => failure?.kind !== 'interrupted'),
    unsent: [...all.filter((one): one is Unsent => !isSent(one)), ...exchanges.flatMap(unfinished)],
  };
}

/** The two reads of the backup and the links that are followed. */
const furtherRequests = 4;

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

/** An exchange that an interruption cut off tells nothing about the service. */
function unfinished({ name, failure }: Exchange): Unsent[] {
  return failure?.kind === 'interrupted' ? [{ name, reason: failure.message }] : [];
}
