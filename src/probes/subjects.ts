import type { Contract } from '../contract/contract.ts';
import type { SubjectSource } from '../contract/notes.ts';
import { isProject, type PathValues, parametersIn, subjectParametersIn } from '../contract/path.ts';
import { type Subjects, subjectFor, subjectNoun, subjectVariable } from '../targets/subjects.ts';
import { ConfigurationError } from '../targets/target.ts';

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

/** The lists that have to be read, without duplicates. @throws ConfigurationError for a parameter that no list can provide */
export function lookupsFor(contracts: readonly Contract[], subjects: Subjects): SubjectLookup[] {
  const lookups = new Map<string, SubjectLookup>();
  for (const { name, parameter, contract } of contracts.flatMap(open(subjects))) {
    const source = contract.subjects[parameter];
    if (!source) throw new ConfigurationError(noSubject(parameter, contract));
    const key = JSON.stringify([parameter, source]);
    const operations = [...(lookups.get(key)?.operations ?? []), name];
    const [first = name] = operations;
    const purpose = `Finds a ${subjectNoun(parameter)} that is ${Object.values(source.where).join(' and ')}.`;
    lookups.set(key, {
      kind: 'lookup',
      name: `${first}/list`,
      operation: first,
      parameter,
      operations,
      source,
      purpose,
    });
  }
  return [...lookups.values()];
}

/** The values of an operation's path parameters: the project's, and those that are configured. */
export function knownValues({ name, operation }: Contract, project: string, subjects: Subjects): PathValues {
  const values = parametersIn(operation.path).map((parameter): [string, string | undefined] => [
    parameter,
    isProject(parameter) ? project : subjectFor(subjects, name, parameter),
  ]);
  return Object.fromEntries(values.filter((one): one is [string, string] => one[1] !== undefined));
}

/** The parameters of an operation that are not configured. */
const open =
  (subjects: Subjects) =>
  (contract: Contract): { name: string; parameter: string; contract: Contract }[] =>
    subjectParametersIn(contract.operation.path)
      .filter(parameter => subjectFor(subjects, contract.name, parameter) === undefined)
      .map(parameter => ({ name: contract.name, parameter, contract }));

function noSubject(parameter: string, { operation, id }: Contract): string {
  return `${subjectVariable(parameter)} is not set, and specs/${id}.yaml names no list in which to find a value; set it to the ${parameter} for ${operation.path}.`;
}
