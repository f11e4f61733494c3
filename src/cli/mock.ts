import { type Subjects, subjectVariable } from '../targets/subjects.ts';
import { ConfigurationError } from '../targets/target.ts';
import { startEmbedded } from './embedded-service.ts';
import { packageRoot } from './package-root.ts';
import { pageIds } from './pages.ts';
import { loadContract } from './specification.ts';

/**
 * Serves the embedded service until it is interrupted and prints the variables that point a run at it.
 * @throws ConfigurationError when the port is no port
 */
export async function mock(options: { readonly port?: string }): Promise<number> {
  const port = Number(options.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigurationError(`--port is "${options.port}"; set it to a number from 0 (any free one) to 65535.`);
  }
  const root = packageRoot();
  const service = await startEmbedded(
    pageIds(root).map(id => loadContract(root, id, 'ruled')),
    port,
  );
  const { origin, project, otherProject, examples, increments, tokens } = service;
  const lines = [
    `VBS_ENDPOINT=${origin}`,
    `OS_PROJECT_ID=${project}`,
    `OS_TOKEN=${tokens.member}`,
    ...assignments(examples),
    ...assignments(increments).map(line => `# or the incremental one: ${line}`),
    `VBS_OTHER_TOKEN=${tokens.other}`,
    `VBS_OTHER_PROJECT_ID=${otherProject}`,
    `VBS_NOROLE_TOKEN=${tokens.norole}`,
    `VBS_HTTP_PROXY=${origin}`,
    'VBS_FAULTS=prefer',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  await new Promise<void>(resolve => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await service.close();
  return 0;
}

/** The variables of subjects, each once: operations on one resource share it. */
function assignments(subjects: Subjects): string[] {
  const lines = Object.entries(subjects).map(([name, value]) => {
    const parameter = name.slice(name.indexOf('.') + 1);
    return `${subjectVariable(parameter)}=${value}`;
  });
  return [...new Set(lines)];
}
