import type { TestContext } from 'node:test';
import { jsonMessage } from '../endpoints/bare-server.ts';
import { type Endpoint, onceAsked, serve } from '../wire/serving.ts';
import { command, type Finished, onlyShow } from './command.ts';

/** A service that shows every backup and lists none, but for what is answered to the read and to the list. */
export async function listen(
  t: TestContext,
  read = shown,
  list = jsonMessage('200 OK', { backups: [] }),
): Promise<Endpoint> {
  return serve(t, (socket, heard) => {
    onceAsked(() => socket.end(heard().includes('/backups/detail') ? list : read))(socket, heard);
  });
}

export const shown = jsonMessage('200 OK', { backup: { id: 'backup-1' } });

export const listing = (...ids: readonly string[]): string =>
  jsonMessage('200 OK', { backups: ids.map(id => ({ id, status: 'available' })) });

/** What a server heard, by method and path. */
export const asked = ({ heard }: Endpoint): string[] =>
  heard.filter(head => head !== '').map(head => head.split(' ', 2).join(' '));

export const readable = '✓ The backup can be read (show-backup/show is answered with 200, backup_id backup-1)';

export const doctor = (
  folder: string,
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Finished> => command(['doctor', ...onlyShow, ...args], { VBS_TIMEOUT: '5', ...env }, folder);

/** What it found, line by line: `✓ …` or `✗ …`. */
export const findings = ({ stdout }: Finished): string[] =>
  stdout.match(/^ {2}[✓✗] .*$/gm)?.map(line => line.trim()) ?? [];

/** A refusal with this status line, without words. */
export const refusal = (status: string): string => jsonMessage(status, {});
