import { ConfigurationError } from '../targets/target.ts';
import { startEmbedded } from './embedded-service.ts';
import { packageRoot } from './package-root.ts';
import { firstPage, loadContract } from './specification.ts';

/**
 * Serves the embedded service until it is interrupted and prints the variables that point a run at it.
 * @throws ConfigurationError when the port is no port
 */
export async function mock(options: { readonly port?: string }): Promise<number> {
  const port = Number(options.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigurationError(`--port is "${options.port}"; set it to a number from 0 (any free one) to 65535.`);
  }
  const service = await startEmbedded(loadContract(packageRoot(), firstPage, 'ruled'), port);
  const { origin, project, otherProject, backup, incrementalBackup, tokens } = service;
  const lines = [
    `VBS_ENDPOINT=${origin}`,
    `OS_PROJECT_ID=${project}`,
    `OS_TOKEN=${tokens.member}`,
    `VBS_BACKUP_ID=${backup}`,
    `# or the incremental one: VBS_BACKUP_ID=${incrementalBackup}`,
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
