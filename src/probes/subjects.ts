import type { Contract } from '../contract/contract.ts';
import type { SubjectSource } from '../contract/notes.ts';
import { isProject, type PathValues, parametersIn, subjectParametersIn } from '../contract/path.ts';
import { type Subjects, subjectFor, subjectNoun, subjectVariable } from '../targets/subjects.ts';
import { ConfigurationError } from '../targets/target.ts';

/** What the lists are called below their operation that are read before everything else, and after it. */
export const firstListName = 'list';
export const laterListName = 'list-again';

/** A list that is read to find a subject when none is configured. */
export interface SubjectLookup {
  readonly kind: 'lookup';
  /** The exchange's name: `show-backup/list`. */
  readonly name: string;
  readonly operation: string;
  readonly parameter: string;
  /** The operations that are asked about what is found. */
  readonly operations: readonly string[];
  readonly source: SubjectSource;
  readonly purpose: string;
}

/**
 * A list that is read only if a read is refused: after a first read it tells whether the service or the run's own setting is
 * wrong, after a last one whether the subject was deleted.
 */
export interface ListRead {
  readonly kind: 'list';
  /** The exchange's name: `show-backup/list`. */
  readonly name: string;
  readonly operation: string;
  /** The operations whose read it explains. */
  readonly operations: readonly string[];
  readonly source: Pick<SubjectSource, 'list'>;
  readonly purpose: string;
}

/** The lists that have to be read, without duplicates. @throws ConfigurationError for a parameter that no list can provide */
export function lookupsFor(contracts: readonly Contract[], subjects: Subjects): SubjectLookup[] {
  const open = subjectsOf(contracts).filter(one => configured(one, subjects) === undefined);
  return sharing(open, ({ parameter, contract }) => {
    const source = contract.subjects[parameter];
    if (!source) throw new ConfigurationError(noSubject(parameter, contract));
    return JSON.stringify([parameter, source]);
  }).map(shared => {
    const { parameter, source } = shared;
    const purpose = `Finds a ${subjectNoun(parameter)} that is ${Object.values(source.where).join(' and ')}.`;
    return { kind: 'lookup', ...shared, purpose };
  });
}

/** The lists that tell of the subjects that are configured, each once. */
export function listReadsFor(contracts: readonly Contract[], subjects: Subjects): ListRead[] {
  const listed = subjectsOf(contracts).filter(one => configured(one, subjects) !== undefined && sourceOf(one));
  return sharing(listed, one => sourceOf(one)?.list ?? '').map(({ parameter, source, ...shared }) => {
    const purpose = `Tells whether the ${subjectNoun(parameter)} is there; sent only where the first read is refused.`;
    return { kind: 'list', ...shared, source: { list: source.list }, purpose };
  });
}

/** The lists that tell whether a subject is still there, each once. */
export function laterListsFor(contracts: readonly Contract[]): ListRead[] {
  const listed = subjectsOf(contracts).filter(one => sourceOf(one));
  return sharing(listed, one => sourceOf(one)?.list ?? '', laterListName).map(({ parameter, source, ...shared }) => {
    const purpose = `Tells whether the ${subjectNoun(parameter)} was deleted; sent only where the last read does not find it.`;
    return { kind: 'list', ...shared, source: { list: source.list }, purpose };
  });
}

/** The values of an operation's path parameters: the project's, and those that are configured. */
export function knownValues({ name, operation }: Contract, project: string, subjects: Subjects): PathValues {
  const values = parametersIn(operation.path).map((parameter): [string, string | undefined] => [
    parameter,
    isProject(parameter) ? project : subjectFor(subjects, name, parameter),
  ]);
  return Object.fromEntries(values.filter((one): one is [string, string] => one[1] !== undefined));
}

/** A parameter of an operation's path that names what is asked about. */
interface OwnSubject {
  readonly parameter: string;
  readonly contract: Contract;
}

const subjectsOf = (contracts: readonly Contract[]): OwnSubject[] =>
  contracts.flatMap(contract =>
    subjectParametersIn(contract.operation.path).map(parameter => ({ parameter, contract })),
  );

const configured = ({ parameter, contract }: OwnSubject, subjects: Subjects): string | undefined =>
  subjectFor(subjects, contract.name, parameter);

const sourceOf = ({ parameter, contract }: OwnSubject): SubjectSource | undefined => contract.subjects[parameter];

/** A list, named by the first operation that shares it. */
type SharedList = Omit<SubjectLookup, 'kind' | 'purpose'>;

/** The lists of these subjects; those with the same key share one. */
function sharing(
  subjects: readonly OwnSubject[],
  keyOf: (subject: OwnSubject) => string,
  kind = firstListName,
): SharedList[] {
  const lists = new Map<string, SharedList>();
  for (const one of subjects) {
    const { parameter, contract } = one;
    const key = keyOf(one);
    const source = sourceOf(one);
    if (!source) continue;
    const first = lists.get(key) ?? {
      name: listName(one, kind),
      operation: contract.name,
      parameter,
      source,
      operations: [],
    };
    lists.set(key, { ...first, operations: [...first.operations, contract.name] });
  }
  return [...lists.values()];
}

/** `show-backup/list`; an operation with several subjects says which. */
function listName({ parameter, contract }: OwnSubject, kind: string): string {
  const isOnly = subjectParametersIn(contract.operation.path).length === 1;
  return `${contract.name}/${kind}${isOnly ? '' : `/${parameter}`}`;
}

function noSubject(parameter: string, { operation, notesFile }: Contract): string {
  return `${subjectVariable(parameter)} is not set, and ${notesFile} names no list in which to find a value; set it to the ${parameter} for ${operation.path}.`;
}
