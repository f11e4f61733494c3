import type { Report } from './report.ts';
import { insecureRemark } from './target-line.ts';

/** Under which circumstances the verdicts came about, as Allure shows it. */
export function allureEnvironment({ contract, recording, isStrict }: Report): Readonly<Record<string, string>> {
  const { target, suite, requests } = recording;
  return {
    Target: target.simulated ? 'the embedded service (simulated)' : target.name,
    Endpoint: target.endpoint,
    Project: target.project,
    Backup: target.backup,
    ...(target.microversion ? { Microversion: target.microversion } : {}),
    ...(target.insecure ? { TLS: insecureRemark } : {}),
    Requests: `${requests.length} sent`,
    Page: `specs/${contract.id}.rst`,
    Strictness: `${contract.strictness}${isStrict ? ', strict' : ''}`,
    Suite: suite,
    Node: process.version,
  };
}

/** The same as the text of `environment.properties`. */
export const propertiesText = (entries: Readonly<Record<string, string>>): string =>
  Object.entries(entries)
    .map(([name, value]) => `${name} = ${escaped(value)}\n`)
    .join('');

/** Java's format of properties: a backslash escapes, a line ends the value. */
const escaped = (value: string): string => value.replaceAll('\\', '\\\\').replace(/[\r\n]+/g, ' ');
