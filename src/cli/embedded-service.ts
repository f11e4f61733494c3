import type { EmbeddedService } from '../mock/service.ts';
import type { Specification } from './specification.ts';

/** The embedded service, offering the operation of one page. */
export interface EmbeddedBackups extends EmbeddedService {
  /** The id of the example's backup. */
  readonly backup: string;
  /** The id of a second, incremental backup whose description is JSON text. */
  readonly incrementalBackup: string;
}

/** Starts the embedded service on this machine. @param port 0 for any free one */
export async function startEmbedded({ contract, example }: Specification, port = 0): Promise<EmbeddedBackups> {
  const { startService } = await import('../mock/service.ts');
  const { id: name, operation } = contract;
  const { method, path } = operation;
  const service = await startService({ operations: [{ name, method, path, example }], port });
  const [backup = ''] = Object.values(service.subjects[name] ?? {});
  const [incrementalBackup = ''] = Object.values(service.incremental[name] ?? {});
  return { ...service, backup, incrementalBackup };
}
