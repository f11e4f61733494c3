import { waysTo } from '../checks/statuses.ts';
import type { Contract } from '../contract/contract.ts';
import { wayOutcome } from '../probes/outcome.ts';
import type { Way } from '../probes/way.ts';
import { waysOf } from '../probes/ways.ts';
import { type Alteration, inSequence, unanswered, withField, without, withStatus } from './alterations.ts';
import { inExchanges, isMade } from './change.ts';
import type { Mutation } from './mutant.ts';

/**
 * Every way to every status answered with every other documented status, and not at all. Where that contradicts, the
 * status check must fail, with any answers to its other ways; where it is left open, the code must not pass by this way alone.
 */
export function statusMutations(contract: Contract): Mutation[] {
  const codes = contract.statuses.map(({ code }) => code);
  return waysOf(contract).flatMap(way => {
    const others = codes.filter(code => code !== way.code);
    const contradicted = (what: string, alteration: Alteration): Mutation => ({
      name: `${way.title}: ${what}`,
      kind: 'statuses',
      breaks: `status/${way.code}`,
      make: inExchanges([way.name], alteration),
    });
    const open = (what: string, alteration: Alteration): Mutation =>
      leftOpen(contract, way, contradicted(what, alteration));
    const outcome = (status: number | undefined): typeof open =>
      wayOutcome(way, { status, fromFront: false }) === 'open' ? open : contradicted;
    return [
      ...others.map(status => outcome(status)(`answered with ${status}`, fromService(status))),
      outcome(undefined)('not answered', unanswered),
      ...putOffAnswers
        .filter(({ status }) => status !== way.code)
        .map(({ what, alteration }) => open(`answered with ${what}`, alteration)),
      ...frontsOpen(way).map(status => open(`answered with ${status} by a front`, fromFront(status))),
    ];
  });
}

/** The same by this way alone, whose answer neither earns the code nor contradicts it. */
function leftOpen(contract: Contract, way: Way, { make, ...mutation }: Mutation): Mutation {
  const others = waysTo(contract, way.code)
    .map(({ name }) => name)
    .filter(name => name !== way.name);
  return {
    ...mutation,
    onlyUnproven: true,
    make: original => {
      const result = make(original);
      return isMade(result) ? without(result, others, contract.name) : result;
    },
  };
}

/** The statuses that are left open when a front gives them, and contradict when the service does. */
const frontsOpen = ({ open }: Way): number[] => (open.includes('403 from a front') ? [403] : []);

const mark = 'x-openstack-request-id';

/** Answered by the service itself, in earnest. */
const fromService = (status: number): Alteration =>
  inSequence(withField(mark, 'req-of-a-mutant'), withField('retry-after', undefined), withStatus(status));

const fromFront = (status: number): Alteration =>
  inSequence(
    withField(mark, undefined),
    withField('x-compute-request-id', undefined),
    withField('content-type', 'text/html'),
    withStatus(status),
  );

/** Answers that say nothing of a request: too many were sent, or it may be sent again later. */
export const putOffAnswers = [
  { status: 429, what: '429', alteration: withStatus(429) },
  {
    status: 503,
    what: '503 and Retry-After',
    alteration: inSequence(withStatus(503), withField('retry-after', '1')),
  },
];
