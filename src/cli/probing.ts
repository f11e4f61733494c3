import type { Contract } from '../contract/contract.ts';
import { followUps } from '../probes/follow-ups.ts';
import { showSending, waySendings } from '../probes/requests.ts';
import { isSent, type Sending, type Unsent } from '../probes/sending.ts';
import { resourceIn } from '../recording/reading.ts';
import { type Recording, recordedTarget } from '../recording/recording.ts';
import { redactExchange } from '../recording/redaction.ts';
import { secretsOf, type Target } from '../targets/target.ts';
import type { Exchange } from '../wire/exchange.ts';
import { limitsFor } from '../wire/limits.ts';
import { type Clock, senderFor } from '../wire/sender.ts';

/** Told after each exchange: how many of how many are done. */
export type Progress = (done: number, planned: number) => void;

/**
 * Asks the target everything once: the backup first, then every way to every documented status and the links of the
 * answer side by side, then the backup again.
 * @param ended aborted when the run is interrupted; the recording then holds what was answered until then
 */
export async function probe(
  contract: Contract,
  target: Target,
  suite: string,
  clock: Clock,
  progress: Progress,
  ended: AbortSignal = new AbortController().signal,
): Promise<Recording> {
  const send = senderFor(target.endpoint, target.rate, clock, limitsFor(target.timeout, ended));
  const secrets = secretsOf(target);
  const startedAt = clock.now().toISOString();
  const start = clock.elapsed();
  const ofWays = waySendings(contract, target);
  let done = 0;
  let planned = ofWays.filter(isSent).length + 2;
  const take = async (sending: Sending): Promise<Exchange> => {
    const exchange = redactExchange(await send(sending), secrets);
    done += 1;
    progress(done, planned);
    return exchange;
  };

  const show = await take(showSending('show', contract, target));
  const ofLinks = followUps(contract, target, resourceIn(show, contract.envelope.names[0]));
  const all: readonly (Sending | Unsent)[] = [...ofWays, ...ofLinks];
  const sendings = all.filter(isSent);
  planned = sendings.length + 2;
  const between = await Promise.all(sendings.map(take));
  const again = await take(showSending('show-again', contract, target));
  const exchanges = [show, ...between, again];
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

/** An exchange that an interruption cut off tells nothing about the service. */
function unfinished({ name, failure }: Exchange): Unsent[] {
  return failure?.kind === 'interrupted' ? [{ name, reason: failure.message }] : [];
}
