import { inVersions } from '../checks/link-addresses.ts';
import { contentField, contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { contentPath } from '../contract/field-path.ts';
import { fillPath } from '../contract/path.ts';
import { linksField } from '../probes/link-slots.ts';
import { firstRead } from '../probes/ways.ts';
import { resourceOf } from '../recording/response-json.ts';
import { type Alteration, altered, withAnother, withJson, withStatus } from './alterations.ts';
import { inExchanges, inReads, isMade, type Make, type Original } from './change.ts';
import { anotherValue } from './conforming-values.ts';
import { withFieldValue } from './field-places.ts';
import { withLinks } from './links.ts';
import type { Mutation } from './mutant.ts';

/** Links that lead nowhere when they are followed, to another resource, or to no further ones. */
export function linkFollowMutations(contract: Contract): Mutation[] {
  const found = linksField(contract);
  if (!found) return [];
  return [...selfMutations(contract), ...found.more.flatMap(rel => moreMutations(contract, rel))];
}

function selfMutations(contract: Contract): Mutation[] {
  const { statuses, steady, body } = contract;
  const mutation = (what: string, alteration: Alteration, where = inFollowed): Mutation => ({
    name: `links: self ${what}`,
    kind: 'links',
    breaks: `links/self/same-${contentName(body)}`,
    make: where(alteration),
  });
  const identity = contentField(body).members.filter(
    ({ names: [name], holding }) => holding === undefined && steady.always.includes(name),
  );
  return [
    ...statuses
      .filter(({ normal }) => !normal)
      .map(({ code }) =>
        mutation(`answered with ${code}`, withStatus(code), code === 404 || code === 410 ? inOwnVersion : inFollowed),
      ),
    mutation('leads to something else', withJson({})),
    ...identity.map(field =>
      mutation(
        `leads to another ${field.names[0]}`,
        withFieldValue([...contentPath(body), field], value => anotherValue(field, value)),
      ),
    ),
  ];
}

const followed = 'follow/self';

const inFollowed = (alteration: Alteration): Make => inExchanges([followed], alteration);

/** An older version that a ruling lets links spell may be gone, so that its 404 says nothing. */
const inOwnVersion =
  (alteration: Alteration): Make =>
  original => {
    const { contract, parameters } = original;
    const [, ...older] = inVersions(fillPath(contract.operation.path, parameters), contract);
    const url = original.exchange(followed)?.request.url ?? '';
    return older.some(path => url.endsWith(path))
      ? { notApplicable: `${followed}: an older version, which may no longer exist` }
      : inFollowed(alteration)(original);
  };

/** A link that promises further resources where there are none. */
function moreMutations(contract: Contract, rel: string): Mutation[] {
  const list = `${contentName(contract.body)}s`;
  const mutation = (what: string, bodyFor: (original: Original) => unknown, status = contract.success): Mutation => ({
    name: `links: ${rel} ${what}`,
    kind: 'links',
    breaks: `links/${rel}/more`,
    make: original => {
      const linked = inReads(withLinks(contract, links => [...links, { rel, href: furtherFrom(original) }]))(original);
      if (!isMade(linked)) return linked;
      const answered = withAnother(linked, firstRead, `follow/${rel}`, bodyFor(original), contract.name);
      return altered(answered, [`follow/${rel}`], withStatus(status), contract.name);
    },
  });
  return [
    mutation('leads to an empty list', () => ({ [list]: [] })),
    mutation('repeats this resource', original => ({ [list]: [shownIn(original)] })),
    mutation('leads to an object without a list', () => ({})),
    mutation('leads to a list instead of an object', () => []),
    mutation('leads nowhere', original => ({ [list]: [otherThan(shownIn(original), original)] }), 404),
  ];
}

const shownIn = ({ contract, exchange }: Original): object => resourceOf(exchange(firstRead), contract) ?? {};

/** The address of the next page of a list, as OpenStack spells it. */
function furtherFrom({ contract, recording, parameters }: Original): string {
  const path = fillPath(contract.operation.path, parameters);
  const [list, last] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)];
  return `${recording.target.endpoint}${list}?marker=${last}`;
}

/** A resource like this one, but for the values that it was asked by. */
function otherThan(shown: object, { parameters }: Original): unknown {
  const asked: readonly unknown[] = Object.values(parameters);
  return JSON.parse(JSON.stringify(shown), (_, value: unknown) =>
    asked.includes(value) ? 'another' : value,
  ) as unknown;
}
