import type { Contract } from '../contract/contract.ts';
import { wayOutcome } from '../probes/outcome.ts';
import type { Way } from '../probes/way.ts';
import { firstRead, waysOf } from '../probes/ways.ts';
import { tryName } from '../recording/tries.ts';
import { type Alteration, unanswered, withStatus } from './alterations.ts';
import type { Make } from './change.ts';
import type { Mutation } from './mutant.ts';
import { leftOpen } from './status-mutations.ts';

/** Requests that were asked again: with another answer the first time, and three times with the same wrong one. */
export const repetitionMutations = (contract: Contract): Mutation[] =>
  waysOf(contract).flatMap(way => {
    const status = otherThan(way);
    const disturbed = (what: string, alteration: Alteration): Mutation => ({
      name: `${way.title}: ${what}, then the answer`,
      kind: 'unsteady',
      breaks: 'steady/answers',
      make: askedAgain(way, [alteration, unchanged]),
    });
    const judged = (what: string, alterations: readonly Alteration[]): Mutation => ({
      name: `${way.title}: ${what}`,
      kind: 'statuses',
      breaks: `status/${way.code}`,
      make: askedAgain(way, alterations),
    });
    const wrong = withStatus(status);
    const isContradicted = wayOutcome(way, { status, fromFront: false }) === 'contradicted';
    return [
      disturbed(`answered with ${status}`, wrong),
      disturbed('not answered', unanswered),
      leftOpen(contract, way, judged(`answered with ${status}, then not`, [wrong, unanswered])),
      // The success of a read is judged itself.
      ...(way.name === firstRead
        ? []
        : [leftOpen(contract, way, judged(`answered with ${status}, then with the code`, [wrong, unchanged]))]),
      ...(isContradicted ? [judged(`answered with ${status} three times`, [wrong, wrong, wrong])] : []),
    ];
  });

/** What a service answers when it is disturbed. */
const otherThan = ({ code }: Way): number => (code === 504 ? 500 : 504);

const unchanged: Alteration = exchange => exchange;

/** The request of a way asked once for each of these alterations, which are made to its answer. */
const askedAgain =
  ({ name }: Way, alterations: readonly Alteration[]): Make =>
  ({ contract, recording, exchange }) => {
    const original = exchange(name);
    if (!original) return { notApplicable: `${name}: not recorded` };
    const tries = alterations.map((alter, index) => ({
      ...alter(original),
      name: tryName(`${contract.name}/${name}`, index + 1),
    }));
    return { ...recording, exchanges: recording.exchanges.flatMap(one => (one === original ? tries : one)) };
  };
