import type { KeystoneAccess } from './openstack/authentication.ts';
import type { SigningKeys } from './target.ts';

/** As whom the service is asked: with a token from the environment, with signed requests, or with a token of Keystone. */
export type Access = TokenAccess | KeyAccess | KeystoneAccess;

/** A token that the user got elsewhere. When it expires is not known. */
export interface TokenAccess {
  readonly kind: 'token';
  readonly token: string;
  /** The project that the token is scoped to; undefined where nobody said it. */
  readonly project: string | undefined;
}

/** An access key pair of a user of this project. */
export interface KeyAccess {
  readonly kind: 'keys';
  readonly keys: SigningKeys;
  readonly project: string;
}
