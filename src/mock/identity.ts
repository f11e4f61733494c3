import { randomBytes, randomUUID } from 'node:crypto';

/** What a token stands for: its project, and whether it has a role that may read backups there. */
export interface Scope {
  readonly project: string;
  readonly reader: boolean;
}

/** The tokens the service knows, by whom they belong to. */
export interface Tokens {
  /** May read the backups of the project. */
  readonly member: string;
  /** Belongs to the same project and may read nothing. */
  readonly norole: string;
  /** May read the backups of the other project. */
  readonly other: string;
}

/** Who may do what where, as Keystone would know it. */
export interface Identity {
  readonly project: string;
  readonly otherProject: string;
  readonly tokens: Tokens;
  /** What a token stands for; undefined when nobody issued it. */
  readonly scopeOf: (token: string) => Scope | undefined;
}

/** Issues new tokens for `project` and for another, invented project. */
export function issueIdentity(project: string): Identity {
  const otherProject = randomUUID().replaceAll('-', '');
  const tokens: Tokens = { member: issueToken(), norole: issueToken(), other: issueToken() };
  const scopes: ReadonlyMap<string, Scope> = new Map([
    [tokens.member, { project, reader: true }],
    [tokens.norole, { project, reader: false }],
    [tokens.other, { project: otherProject, reader: true }],
  ]);
  return { project, otherProject, tokens, scopeOf: token => scopes.get(token) };
}

function issueToken(): string {
  return randomBytes(32).toString('base64url');
}
