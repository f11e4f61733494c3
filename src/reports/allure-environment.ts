import type { RunResult } from '../checks/run-result.ts';
import { isProject } from '../contract/path.ts';
import { subjectNoun } from '../targets/subjects.ts';
import { insecureRemark } from './target-line.ts';

/** Under which circumstances the verdicts came about, as Allure shows it. */
export function allureEnvironment({ operations, recording, isStrict }: RunResult): Readonly<Record<string, string>> {
  const { target, suite, requests } = recording;
  const contracts = operations.map(({ contract }) => contract);
  return {
    Target: target.simulated ? 'the embedded service (simulated)' : target.name,
    Endpoint: target.endpoint,
    Project: target.project,
    ...subjectsIn(recording),
    ...(target.microversion ? { Microversion: target.microversion } : {}),
    ...(target.insecure ? { TLS: insecureRemark } : {}),
    Requests: `${requests.length} sent`,
    Page: contracts.map(({ id }) => `specs/${id}.rst`).join(', '),
    Strictness: `${contracts[0]?.strictness}${isStrict ? ', strict' : ''}`,
    Suite: suite,
    Node: process.version,
  };
}

/** What was asked about, by what it is: `Backup`. */
function subjectsIn({ operations }: RunResult['recording']): Readonly<Record<string, string>> {
  const values = operations.flatMap(({ parameters }) => Object.entries(parameters));
  const subjects = values.filter(([name]) => !isProject(name));
  return Object.fromEntries(subjects.map(([name, value]) => [capital(subjectNoun(name)), value]));
}

const capital = (noun: string): string => noun.charAt(0).toUpperCase() + noun.slice(1);

/** The same as the text of `environment.properties`. */
export const propertiesText = (entries: Readonly<Record<string, string>>): string =>
  Object.entries(entries)
    .map(([name, value]) => `${name} = ${escaped(value)}\n`)
    .join('');

/** Java's format of properties: a backslash escapes, a line ends the value. */
const escaped = (value: string): string => value.replaceAll('\\', '\\\\').replace(/[\r\n]+/g, ' ');
