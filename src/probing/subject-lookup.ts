import { ownRead } from '../probes/binding.ts';
import type { OrdinarySending } from '../probes/sending.ts';
import type { ListRead, SubjectLookup } from '../probes/subjects.ts';
import { firstFitting, itemsOf, listPath } from '../recording/subject-list.ts';
import type { Subjects } from '../targets/subjects.ts';
import type { Target } from '../targets/target.ts';
import type { Exchange } from '../wire/exchange.ts';

/** The request for a list: for one in which a subject is looked up, with the query that leaves others out. */
export function listRequest(list: SubjectLookup | ListRead, target: Target): OrdinarySending {
  const query = list.kind === 'lookup' ? new URLSearchParams(list.source.query).toString() : '';
  const path = listPath(list.source, target.project);
  return ownRead(list, `${target.endpoint}${path}${query && `?${query}`}`, target);
}

/**
 * The subject that a list has, for every operation that is asked about it; none where the answer has none that fits.
 * @param answer redacted, since the id will be written down: a service that lists a secret lists nothing
 */
export function foundSubjects({ operations, parameter, source }: SubjectLookup, answer: Exchange): Subjects {
  const found = firstFitting(itemsOf(answer) ?? [], source);
  if (found === undefined) return {};
  return Object.fromEntries(operations.map(operation => [`${operation}.${parameter}`, found]));
}
