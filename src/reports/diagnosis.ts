import type { Recording } from '../recording/recording.ts';

const refusals: ReadonlyMap<number, string> = new Map([
  [400, 'OS_PROJECT_ID: the service refuses the request (400); is it the project that the token is scoped to?'],
  [401, 'OS_TOKEN: the service does not accept the token (401); it may have expired.'],
  [403, 'OS_TOKEN: the token may not read backups in this project (403).'],
  [404, 'VBS_BACKUP_ID: the service knows no such backup in this project (404); or VBS_ENDPOINT leads elsewhere.'],
]);

/**
 * What to look at first when the backup itself could not be read, beginning with the variable; undefined when it could.
 * On the embedded service no variable is at fault.
 */
export function diagnosis({ exchanges, target }: Recording): string | undefined {
  const show = exchanges.find(({ name }) => name === 'show');
  if (!exchanges.some(({ response }) => response)) {
    return `VBS_ENDPOINT: not one HTTP response came from ${target.endpoint}: ${show?.failure?.message ?? 'nothing was sent'}.`;
  }
  const status = show?.response?.status;
  if (status === 200 && !show?.failure) return undefined;
  if (status === undefined) return `The backup could not be read: ${show?.failure?.message ?? 'nothing was sent'}.`;
  const said = `The backup could not be read: status ${status}${show?.failure ? `, ${show.failure.message}` : ''}.`;
  return target.simulated ? said : (refusals.get(status) ?? said);
}
