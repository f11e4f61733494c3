import { identifier } from './values.ts';
import type { Environment } from './variables.ts';

/**
 * What a run asks about, as the environment and a profile say: values of path parameters by their names, and those for
 * one operation alone by `<operation>.<name>`.
 */
export type Subjects = Readonly<Record<string, string>>;

/** The first page's subject has a variable of its own, older than the prefix of the others. */
const backup = { parameter: 'backup_id', variable: 'VBS_BACKUP_ID' };
const prefix = 'VBS_SUBJECT_';

/** The variable that configures a path parameter: `VBS_SUBJECT_VOLUME_ID` for `volume_id`. */
export const subjectVariable = (parameter: string): string =>
  parameter === backup.parameter ? backup.variable : prefix + parameter.toUpperCase();

/** Whether a variable configures a path parameter by its name. */
export const isSubjectVariable = (name: string): boolean => name.startsWith(prefix) && name.length > prefix.length;

/** What a path parameter identifies, for people: `backup` for `backup_id`. */
export const subjectNoun = (parameter: string): string => parameter.replace(/_id$/, '').replaceAll('_', ' ');

/** The subjects that variables name. @throws ConfigurationError for a value that cannot stand in a path */
export function subjectsIn(env: Environment): Subjects {
  const names = Object.keys(env).filter(isSubjectVariable);
  const variables = [...names.map(name => [name.slice(prefix.length).toLowerCase(), name] as const)];
  const subjects = [...variables, [backup.parameter, backup.variable] as const].flatMap(([parameter, variable]) => {
    const value = identifier(env, variable, `the id of a ${subjectNoun(parameter)} that exists in that project`);
    return value === undefined ? [] : [[parameter, value] as const];
  });
  return Object.fromEntries(subjects);
}

/** The value that is configured for a parameter of an operation; undefined: none is. */
export const subjectFor = (subjects: Subjects, operation: string, parameter: string): string | undefined =>
  subjects[`${operation}.${parameter}`] ?? subjects[parameter];
