import { isOneResource, nothingToJudge } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { fillPath } from '../contract/path.ts';
import { isLink, type Link } from '../probes/link.ts';
import { itemPath } from '../probes/list-queries.ts';
import { firstRead } from '../probes/ways.ts';
import { identityOf } from '../recording/list-items.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import type { JsonObject } from '../text/json.ts';
import type { Check, Judgement } from './check.ts';
import { unproven, unprovenByOther } from './judgement.ts';
import { inRead, readsOf } from './reads.ts';
import { noItems, ofResource, type PlacedResource, placedResources } from './resources.ts';

/** The links of a resource in one read: of the only one, or of an item of the list. */
export interface LinkedResource extends PlacedResource {
  readonly read: string;
  /** The path at which the service shows it; undefined where it has nothing that tells it from others. */
  readonly path: string | undefined;
  readonly links: readonly Link[];
}

/** Judges the links of the resources in the first read, and in the second if it has any. */
export type LinkJudge = (resources: readonly LinkedResource[], recorded: OperationRecording) => Judgement;

/** Has the links of a field judged if the first read shows a list of them. */
export const inLinks =
  (contract: Contract, { names }: Field, judge: LinkJudge): Check['judge'] =>
  recorded => {
    const { body } = contract;
    const reads = readsOf(recorded, contract).map(({ read, content }) => ({
      read,
      resources: placedResources(content, body),
    }));
    const [first] = reads;
    if (!first) return unprovenByOther(nothingToJudge(body), [firstRead]);
    if (first.resources.length === 0) return unproven(noItems(body), [firstRead]);
    const linked = reads.flatMap(({ read, resources }) =>
      resources.flatMap((one): LinkedResource[] => {
        const value = one.resource[names[0]];
        if (!Array.isArray(value)) return [];
        return [{ ...one, read, path: pathOf(one.resource, contract, recorded), links: value.filter(isLink) }];
      }),
    );
    if (linked[0]?.read !== firstRead) return unprovenByOther('no list of links to judge', [firstRead]);
    return judge(linked, recorded);
  };

/** An item is where the operation that shows one would be asked for it; the only resource is where it was asked for. */
function pathOf(
  resource: JsonObject,
  contract: Contract,
  { recording, parameters }: OperationRecording,
): string | undefined {
  const { body, operation, list } = contract;
  if (isOneResource(body)) return fillPath(operation.path, parameters);
  const identity = identityOf(resource, contract);
  return list?.shownBy && identity !== undefined
    ? itemPath(list.shownBy, identity, recording.target.project)
    : undefined;
}

/** The names of the exchanges that were read. */
export const namesOf = (resources: readonly LinkedResource[]): string[] => [
  ...new Set(resources.map(({ read }) => read)),
];

/** A title that says which answer it is about, and which resource. */
export const inResource = (title: string, resource: LinkedResource): string =>
  inRead(ofResource(title, resource), resource.read);

/** The first link with this relation. */
export const linkOf = ({ links }: LinkedResource, rel: string): Link | undefined =>
  links.find(link => link.rel === rel);
