import type { Contract } from '../contract/contract.ts';
import type { SubjectSource } from '../contract/notes.ts';
import { subjectParametersIn } from '../contract/path.ts';
import { firstListName } from '../probes/subjects.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Recording } from './recording.ts';
import { isListed, itemsOf, listPath } from './subject-list.ts';
import { isSettled, requestName, triesOf } from './tries.ts';

/** What a recording tells so far of whether its operations could be tested. */
export type RunSoFar = Pick<Recording, 'target' | 'operations' | 'exchanges'>;

/** What is known of one subject of an operation from the list in which the service has its kind. */
export interface ListAnswer {
  /** The path's parameter: `backup_id`. */
  readonly parameter: string;
  /** What the operation was asked about; undefined: nothing was configured, nor found. */
  readonly subject: string | undefined;
  /** Where its kind is listed, as the page's notes say. */
  readonly source: SubjectSource | undefined;
  /** The answer to the read of the list; undefined: it was not read. */
  readonly exchange: Exchange | undefined;
  readonly isReadable: boolean;
  /** Whether the list has the subject. */
  readonly isListed: boolean;
}

/**
 * The answers of the lists, one for each subject that the operation's path names.
 * @param listName what the lists are called below their operation: those that were read first, or after everything else
 */
export function listAnswers(run: RunSoFar, contract: Contract, listName = firstListName): ListAnswer[] {
  const parameters = run.operations.find(({ name }) => name === contract.name)?.parameters ?? {};
  return subjectParametersIn(contract.operation.path).map(parameter => {
    const [subject, source] = [parameters[parameter], contract.subjects[parameter]];
    const exchanges = source ? readsOfList(source, run, listName) : [];
    const lists = exchanges.flatMap(one => itemsOf(one) ?? []);
    return {
      parameter,
      subject,
      source,
      exchange: exchanges[0],
      isReadable: exchanges.some(one => itemsOf(one) !== undefined),
      isListed: source !== undefined && subject !== undefined && isListed(lists, source, subject),
    };
  });
}

/**
 * Operations of the same kind of subject share one list: it is found by its path. A list whose answers only show that the
 * service was disturbed is left out.
 */
function readsOfList(source: SubjectSource, { target, exchanges }: RunSoFar, listName: string): Exchange[] {
  const { pathname } = new URL(target.endpoint + listPath(source, target.project));
  const reads = exchanges.filter(
    ({ name, request }) => belowOperation(name) === listName && new URL(request.url).pathname === pathname,
  );
  const names = [...new Set(reads.map(({ name }) => requestName(name)))];
  return names.flatMap(name => {
    const tries = triesOf(reads, name);
    return isSettled(tries) ? tries.slice(-1) : [];
  });
}

/** The first step of a name below its operation: `list` of `show-backup/list`, or of `show-backup/list/volume_id@2`. */
const belowOperation = (name: string): string | undefined => requestName(name).split('/')[1];
