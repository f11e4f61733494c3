import { type Subjects, subjectVariable } from '../targets/subjects.ts';
import { ConfigurationError } from '../targets/target.ts';
import { shellWord } from '../text/shell-word.ts';
import { type RunningService, startEmbedded } from './embedded-service.ts';
import { chosenPages } from './pages.ts';
import { loadSpecifications } from './specification.ts';
import type { World } from './world.ts';

/** Where the embedded service is served, and what it serves. */
export interface MockOptions {
  readonly port?: string;
  /** A folder with pages in place of the suite's own. */
  readonly specs?: string;
}

/**
 * Serves the embedded service until it is interrupted. Prints lines for a POSIX shell that set the variables for a run of it.
 * @throws ConfigurationError when the port is no port
 */
export async function mock(options: MockOptions, { folder, stdout, signals }: World): Promise<number> {
  const port = Number(options.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigurationError(`--port is "${options.port}"; set it to a number from 0 (any free one) to 65535.`);
  }
  const service = await startEmbedded(loadSpecifications(chosenPages(options, folder), 'ruled'), port);
  stdout.write(`${linesFor(service).join('\n')}\n`);
  await new Promise<void>(resolve => {
    signals.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
  await service.close();
  return 0;
}

function linesFor({ origin, project, otherProject, examples, increments, tokens }: RunningService): string[] {
  return [
    exportLine('VBS_ENDPOINT', origin),
    exportLine('OS_PROJECT_ID', project),
    exportLine('OS_TOKEN', tokens.member),
    ...subjectLines(examples),
    ...subjectLines(increments).map(line => `# or the incremental one: ${line}`),
    exportLine('VBS_OTHER_TOKEN', tokens.other),
    exportLine('VBS_OTHER_PROJECT_ID', otherProject),
    exportLine('VBS_NOROLE_TOKEN', tokens.norole),
    exportLine('VBS_HTTP_PROXY', origin),
    exportLine('VBS_FAULTS', 'prefer'),
  ];
}

const exportLine = (variable: string, value: string): string => `export ${variable}=${shellWord(value)}`;

/** The variables of subjects, each once: operations on one resource share it. */
function subjectLines(subjects: Subjects): string[] {
  const lines = Object.entries(subjects).map(([name, value]) => {
    const parameter = name.slice(name.indexOf('.') + 1);
    return exportLine(subjectVariable(parameter), value);
  });
  return [...new Set(lines)];
}
