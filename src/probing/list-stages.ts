import type { Stage } from '../probes/plan.ts';
import type { ListRead, SubjectLookup } from '../probes/subjects.ts';
import { needsList, whyUnreachable } from '../recording/not-tested.ts';
import { type RunState, type RunSurroundings, runSoFar } from './run-state.ts';
import { foundSubjects, listRequest } from './subject-lookup.ts';

/** Looks up what is not configured. An operation whose subject is not found stays without one. */
export async function withSubjects({ steps }: Stage, state: RunState, around: RunSurroundings): Promise<RunState> {
  let found = state;
  for (const lookup of steps.filter((step): step is SubjectLookup => step.kind === 'lookup')) {
    if (whyUnreachable(runSoFar(found, around)) === undefined) found = await withList(lookup, found, around);
    const answer = found.exchanges.find(({ name }) => name === lookup.name);
    if (!answer) continue;
    const subjects = { ...found.subjects, ...foundSubjects(lookup, around.conversation.redacted(answer)) };
    found = { ...found, subjects };
  }
  return found;
}

/** Reads those lists that tell why a first read was refused. */
export async function withExplanations({ steps }: Stage, state: RunState, around: RunSurroundings): Promise<RunState> {
  let explained = state;
  for (const list of steps.filter((step): step is ListRead => step.kind === 'list')) {
    const run = runSoFar(explained, around);
    const asking = around.contracts.filter(({ name }) => list.operations.includes(name));
    if (asking.some(contract => needsList(run, contract))) explained = await withList(list, explained, around);
  }
  return explained;
}

async function withList(list: SubjectLookup | ListRead, state: RunState, around: RunSurroundings): Promise<RunState> {
  const { send, target } = around.conversation;
  return { ...state, exchanges: [...state.exchanges, await send(listRequest(list, target()))] };
}
