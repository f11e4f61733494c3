import type { Report } from './report.ts';

/** The text of `environment.properties`: under which circumstances the verdicts came about. */
export function allureEnvironment({ contract, recording, isStrict }: Report): string {
  const { target, suite } = recording;
  const entries = {
    Target: target.simulated ? 'the embedded service (simulated)' : target.name,
    Endpoint: target.endpoint,
    Project: target.project,
    Backup: target.backup,
    ...(target.microversion ? { Microversion: target.microversion } : {}),
    Page: `specs/${contract.id}.rst`,
    Strictness: `${contract.strictness}${isStrict ? ', strict' : ''}`,
    Suite: suite,
    Node: process.version,
  };
  return Object.entries(entries)
    .map(([name, value]) => `${name} = ${escaped(value)}\n`)
    .join('');
}

/** Java's format of properties: a backslash escapes, a line ends the value. */
const escaped = (value: string): string => value.replaceAll('\\', '\\\\').replace(/[\r\n]+/g, ' ');
