import { randomBytes, randomUUID } from 'node:crypto';

/** What a token stands for: its project, and whether it has a role that may read there. */
export interface TokenScope {
  readonly project: string;
  readonly mayRead: boolean;
}

/** The tokens that the service accepts, by who has them. */
export interface Tokens {
  /** May read in the project. */
  readonly member: string;
  /** Belongs to the same project and may read nothing. */
  readonly norole: string;
  /** May read in the other project. */
  readonly other: string;
}

/** What Keystone would know: which tokens were issued, and what for. */
export interface TokenIssuer {
  /** Keystone's address, as a challenge names it. */
  readonly url: string;
  readonly otherProject: string;
  readonly tokens: Tokens;
  /** Undefined for a token that was not issued here. */
  readonly scopeOf: (token: string) => TokenScope | undefined;
}

/** Issues new tokens for `project` and for another, invented project. */
export function issueTokens(project: string, url: string): TokenIssuer {
  const otherProject = randomUUID().replaceAll('-', '');
  const tokens: Tokens = { member: newToken(), norole: newToken(), other: newToken() };
  const scopes: ReadonlyMap<string, TokenScope> = new Map([
    [tokens.member, { project, mayRead: true }],
    [tokens.norole, { project, mayRead: false }],
    [tokens.other, { project: otherProject, mayRead: true }],
  ]);
  return { url, otherProject, tokens, scopeOf: token => scopes.get(token) };
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}
