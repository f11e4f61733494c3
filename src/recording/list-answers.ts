import type { Contract } from '../contract/contract.ts';
import type { SubjectSource } from '../contract/notes.ts';
import { subjectParametersIn } from '../contract/path.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Recording } from './recording.ts';
import { isListed, itemsOf, listPath } from './subject-list.ts';

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

/** The answers of the lists, one for each subject that the operation's path names. */
export function listAnswers(run: RunSoFar, contract: Contract): ListAnswer[] {
  const parameters = run.operations.find(({ name }) => name === contract.name)?.parameters ?? {};
  return subjectParametersIn(contract.operation.path).map(parameter => {
    const [subject, source] = [parameters[parameter], contract.subjects[parameter]];
    const exchanges = source ? readsOfList(source, run) : [];
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

/** Operations of the same kind of subject share one list: it is found by its path. */
function readsOfList(source: SubjectSource, { target, exchanges }: RunSoFar): Exchange[] {
  const { pathname } = new URL(target.endpoint + listPath(source, target.project));
  return exchanges.filter(({ name, request }) => isListName(name) && new URL(request.url).pathname === pathname);
}

/** Whether an exchange is the read of a list: `show-backup/list`, or `show-backup/list/volume_id`. */
const isListName = (name: string): boolean => /^[^/]+\/list(?:\/|$)/.test(name);
