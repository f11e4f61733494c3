import { type Answer, withHeaders } from './answers.ts';
import type { Backups } from './backups.ts';
import { fault, unauthorized } from './faults.ts';
import type { Identity, Scope } from './identity.ts';
import { acceptsJson, negotiateVersion } from './negotiation.ts';
import { preferredFault } from './preferences.ts';

/** A request for a backup's URL. A header that was not sent is ''. */
export interface Asked {
  readonly method: string;
  readonly project: string;
  readonly backup: string;
  readonly token: string;
  readonly version: string;
  readonly accept: string;
  readonly prefer: string;
}

/** What there is to ask for, and who may. */
export interface Cloud {
  readonly identity: Identity;
  readonly backups: Backups;
  /** Where tokens are said to come from. */
  readonly keystone: string;
}

/**
 * `GET /v3/{project_id}/backups/{backup_id}`: the method is looked at first (a 405 says nothing that needs a token),
 * then the token, then the rest as Cinder does it: microversion, URL, role, and the backup at last.
 */
export function showBackup(asked: Asked, cloud: Cloud): Answer {
  if (asked.method !== 'GET' && asked.method !== 'HEAD') {
    return fault(405, `${asked.method} is not for backups.`, { Allow: 'GET, HEAD' });
  }
  const scope = cloud.identity.scopeOf(asked.token);
  if (scope === undefined) return unauthorized(cloud.keystone);

  const { headers, refusal } = negotiateVersion(asked.version);
  return withHeaders(refusal ?? showTo(scope, asked, cloud.backups), headers);
}

function showTo(scope: Scope, asked: Asked, backups: Backups): Answer {
  const body = asked.project === backups.project ? backups.bodies.get(asked.backup) : undefined;

  if (asked.project !== scope.project) {
    // A backup that is there and belongs to somebody else is forbidden; a URL that leads nowhere is just wrong.
    return body === undefined ? fault(400, 'The project of this URL is not the one of the token.') : forbidden();
  }
  if (!scope.reader) return forbidden();
  if (!acceptsJson(asked.accept)) return fault(406, 'Backups come as application/json only.');

  const preferred = preferredFault(asked.prefer);
  if (preferred !== undefined) return preferred;

  if (body === undefined) return fault(404, `There is no backup ${asked.backup}.`);
  return { status: 200, headers: {}, body };
}

function forbidden(): Answer {
  return fault(403, 'The token may not read this backup.');
}
