import type { RecordedRun, RunResult } from '../checks/run-result.ts';
import { isProject } from '../contract/path.ts';
import { subjectNoun } from '../targets/subjects.ts';
import { isEmbedded } from '../targets/target.ts';
import { sentence } from './allure-labels.ts';
import { provenWords } from './proven-words.ts';
import { safetyRemark } from './safety-remark.ts';

const targetWords = (target: RecordedRun['target']): string => {
  const name = isEmbedded(target) ? 'the embedded service' : target.name;
  return target.simulated ? `${name} (simulated)` : name;
};

/** Under which circumstances the verdicts came about, as Allure shows it. */
export function allureEnvironment(result: RunResult): Readonly<Record<string, string>> {
  const { operations, run, options, verdict, exitStatus, why, proven } = result;
  const { target, suite, requests } = run;
  const remark = safetyRemark(target);
  const contracts = operations.map(({ contract }) => contract);
  return {
    Verdict: verdict,
    'Exit status': `${exitStatus}`,
    Why: why,
    Proven: provenWords(proven),
    Target: targetWords(target),
    Endpoint: target.endpoint,
    Project: target.project,
    ...subjectsOf(run),
    ...(target.microversion ? { Microversion: target.microversion } : {}),
    ...(remark === undefined ? {} : { TLS: remark }),
    Requests: `${requests.length} sent`,
    Page: contracts.map(({ operation }) => operation.place.file).join(', '),
    Strictness: `${contracts[0]?.strictness}${options.strict ? ', strict' : ''}`,
    Suite: suite,
    Node: process.version,
  };
}

/** The heading of Allure's report: of several operations it has the names, since titles are long. */
export function allureReportName({ operations, verdict, exitStatus }: RunResult): string {
  const names = operations.map(({ contract }) => (operations.length > 1 ? contract.name : contract.title));
  return `${verdict}, exit status ${exitStatus} — ${names.join(', ')}`;
}

/** What was asked about, by what it is: `Backup`. */
function subjectsOf({ operations }: RecordedRun): Readonly<Record<string, string>> {
  const subjects = operations
    .flatMap(({ parameters }) => Object.entries(parameters))
    .filter(([name]) => !isProject(name));
  const valuesOf = (name: string): Set<string> =>
    new Set(subjects.filter(([other]) => other === name).map(([, value]) => value));
  return Object.fromEntries(subjects.map(([name]) => [sentence(subjectNoun(name)), [...valuesOf(name)].join(', ')]));
}

/** The same as the text of `environment.properties`. */
export const propertiesText = (entries: Readonly<Record<string, string>>): string =>
  Object.entries(entries)
    .map(([name, value]) => `${escaped(name).replaceAll(' ', '\\ ')} = ${escaped(value)}\n`)
    .join('');

/** Java's format of properties: a backslash escapes, a line ends the value. */
const escaped = (value: string): string => value.replaceAll('\\', '\\\\').replace(/[\r\n]+/g, ' ');
