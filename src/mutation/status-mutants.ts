import { waysTo } from '../checks/statuses.ts';
import type { Contract } from '../contract/contract.ts';
import { wayOutcome } from '../probes/outcome.ts';
import type { Way } from '../probes/way.ts';
import type { Recording } from '../recording/recording.ts';
import { altered, inSequence, unanswered, withField, without, withStatus } from './alterations.ts';
import type { Mutant, Originals } from './mutant.ts';

/**
 * Every way to every status answered with every other documented status, and not at all. Where that contradicts, the
 * status check must fail beside its other ways; where it is left open, as a 429 always is, the code must not pass by this
 * way alone.
 */
export function statusMutants(contract: Contract, { full }: Originals): Mutant[] {
  const codes = contract.statuses.map(({ code }) => code);
  return contract.statuses.flatMap(({ code }) => {
    const ways = waysTo(contract, code).filter(({ name }) =>
      full.exchanges.some(one => one.name === `${contract.name}/${name}`),
    );
    return ways.flatMap(way => {
      const others = ways.filter(one => one !== way).map(({ name }) => name);
      const answered = codes.filter(other => other !== code).map(other => answeredWith(other, way, others, full));
      return [...answered, ...silenced(contract, way, others, full), limited(way, others, full)];
    });
  });
}

function answeredWith(status: number, way: Way, others: readonly string[], full: Recording): Mutant {
  const isOpen = wayOutcome(way, { status, fromFront: false }) === 'open';
  const recording = altered(full, [way.name], withStatus(status));
  return {
    name: `${way.title}: answered with ${status}`,
    kind: 'statuses',
    breaks: `status/${way.code}`,
    recording: isOpen ? without(recording, others) : recording,
    ...(isOpen ? { onlyUnproven: true } : {}),
  };
}

function silenced(contract: Contract, way: Way, others: readonly string[], full: Recording): Mutant[] {
  const isOpen = wayOutcome(way, { status: undefined, fromFront: false }) === 'open';
  const recording = altered(full, [way.name], unanswered);
  const mutant: Mutant = {
    name: `${way.title}: not answered`,
    kind: 'statuses',
    breaks: `status/${way.code}`,
    recording: isOpen ? without(recording, others) : recording,
    ...(isOpen ? { onlyUnproven: true } : {}),
  };
  return [mutant, ...fromFront(contract, way, full)];
}

/** A 429 says that there were too many requests, and nothing of this one. */
const limited = (way: Way, others: readonly string[], full: Recording): Mutant => ({
  name: `${way.title}: answered with 429`,
  kind: 'statuses',
  breaks: `status/${way.code}`,
  recording: without(altered(full, [way.name], withStatus(429)), others),
  onlyUnproven: true,
});

/** A front's 403 leaves PATCH open; the same from the service contradicts. */
function fromFront(contract: Contract, way: Way, full: Recording): Mutant[] {
  if (!way.open.includes('403 from a front')) return [];
  const alone = without(
    full,
    waysTo(contract, way.code)
      .filter(one => one !== way)
      .map(({ name }) => name),
  );
  const htmlPage = inSequence(withField('content-type', 'text/html'), withField('x-openstack-request-id', undefined));
  return [
    {
      name: `${way.title}: answered with 403 by a front`,
      kind: 'statuses',
      breaks: `status/${way.code}`,
      recording: altered(alone, [way.name], inSequence(withStatus(403), htmlPage)),
      onlyUnproven: true,
    },
  ];
}
