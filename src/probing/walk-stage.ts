import { mostPages, type WalkSlot } from '../probes/list-slots.ts';
import type { Stage } from '../probes/plan.ts';
import { isSent, type Sending, type Unsent } from '../probes/sending.ts';
import { lastTry } from '../recording/tries.ts';
import type { Exchange } from '../wire/exchange.ts';
import { firstPage, type ListAnswers, nextPage } from './list-requests.ts';
import type { RunState, RunSurroundings } from './run-state.ts';

/** What a walk needs of its run. */
interface WalkSurroundings extends Pick<RunSurroundings, 'conversation'> {
  readonly answersFor: (operation: string, state: RunState, target: ListAnswers['target']) => ListAnswers;
  /** Why nothing is asked of an operation any more; undefined while it is. */
  readonly reasonNotToAsk: (operation: string, state: RunState) => string | undefined;
  /** Asks those requests again whose answers a passing disturbance may have given. */
  readonly repeated: (sent: readonly Sending[], state: RunState) => Promise<RunState>;
}

/** Walks through lists: page after page, each by the link of the page before. Pages of several lists are read at the same time. */
export async function withWalks({ steps }: Stage, state: RunState, around: WalkSurroundings): Promise<RunState> {
  const slots = steps.filter((step): step is WalkSlot => step.kind === 'walk');
  let walked = state;
  for (let number = 1; number <= mostPages; number += 1) {
    const before = walked;
    const pages = (target: ListAnswers['target']): (Sending | Unsent)[] =>
      slots.flatMap(slot => pageOf(slot, number, before, target, around));
    const { exchanges, unsent } = await around.conversation.sendAll(pages);
    if (exchanges.length + unsent.length === 0) break;
    const sent = pages(around.conversation.target()).filter(isSent);
    const answered = {
      ...walked,
      exchanges: [...walked.exchanges, ...exchanges],
      unsent: [...walked.unsent, ...unsent],
    };
    walked = await around.repeated(sent, answered);
  }
  return walked;
}

function pageOf(
  slot: WalkSlot,
  number: number,
  state: RunState,
  target: ListAnswers['target'],
  around: WalkSurroundings,
): (Sending | Unsent)[] {
  const answers = around.answersFor(slot.operation, state, target);
  const reason = around.reasonNotToAsk(slot.operation, state);
  if (number === 1) return [reason === undefined ? firstPage(slot, answers) : { name: slot.name, reason }];
  const before = lastTry(state.exchanges, `${slot.name}/${number - 1}`);
  if (!before || reason !== undefined) return [];
  return nextPage(slot, number, around.conversation.redacted(before), answers).filter(
    page => !isSent(page) || !isRead(page, slot, state.exchanges),
  );
}

/** A link that leads back to a page of the same walk is not followed. */
const isRead = ({ url }: Sending, { name }: WalkSlot, exchanges: readonly Exchange[]): boolean =>
  exchanges.some(one => one.name.startsWith(`${name}/`) && one.request.url === url);
