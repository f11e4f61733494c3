import type { Sending } from '../probes/sending.ts';
import type { Target } from '../targets/target.ts';

/** The tokens that a run had until now, so that a request which was made with an older one can be given the present one. */
export interface PresentTokens {
  /** Takes notice of the tokens of a target. */
  readonly learn: (target: Target) => void;
  /** A request with the present token of the same user. */
  readonly inPlaceOfOld: (sending: Sending, target: Target) => Sending;
}

const users = ['token', 'otherToken', 'noRoleToken'] as const;

const field = 'X-Auth-Token';

/** Remembers whose token is which. */
export function presentTokens(first: Target): PresentTokens {
  const owners = new Map<string, (typeof users)[number]>();
  const learn = (target: Target): void => {
    for (const user of users) {
      const token = target[user];
      if (token !== undefined && !owners.has(token)) owners.set(token, user);
    }
  };
  learn(first);
  const inPlaceOfOld = (sending: Sending, target: Target): Sending => {
    const owner = owners.get(sending.headers[field] ?? '');
    const token = owner && target[owner];
    return token === undefined ? sending : { ...sending, headers: { ...sending.headers, [field]: token } };
  };
  return { learn, inPlaceOfOld };
}
