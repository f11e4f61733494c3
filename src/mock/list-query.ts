import type { Resource } from './resources.ts';

/** What a query asks of a list. */
export interface ListQuery {
  readonly limit: number;
  readonly offset: number;
  /** The id of the item after which the page starts. */
  readonly marker: string | undefined;
  /** Whether a resource has what a parameter asks for. */
  readonly filters: readonly ((resource: Resource) => boolean)[];
  readonly withCount: boolean;
}

/** The most items on a page, in Cinder and here. */
const MOST_ITEMS = 1000;
/** The greatest offset that Cinder's databases take. */
const MOST_SKIPPED = 0x7fffffff;

/** The minor versions from which on Cinder knows filters by a part of a value, and `with_count`. */
const [FILTERS_BY_PART, COUNTS] = [31, 45];

/** The words of a boolean, as OpenStack spells it. */
const TRUE = ['1', 't', 'true', 'on', 'y', 'yes'];
const FALSE = ['0', 'f', 'false', 'off', 'n', 'no'];

const paging: readonly string[] = ['limit', 'offset', 'marker', 'with_count'];

/**
 * Reads a query as Cinder does. Of parameters with equal names the last counts, and what is unknown is ignored.
 * @param minor the negotiated version: 45 for 3.45
 * @param names the members of the resources, by which they can be filtered
 * @returns a sentence about what is wrong where the query cannot be read
 */
export function readListQuery(query: string, minor: number, names: ReadonlySet<string>): ListQuery | string {
  const parameters = new Map(new URLSearchParams(query));
  const limit = readInteger(parameters.get('limit') ?? String(MOST_ITEMS));
  if (limit === undefined) return 'The limit must be an integer that is not negative.';
  const offset = readInteger(parameters.get('offset') ?? '0');
  if (offset === undefined || offset > MOST_SKIPPED) return `The offset must be an integer from 0 to ${MOST_SKIPPED}.`;
  const count = minor < COUNTS ? 'false' : (parameters.get('with_count') ?? 'false').toLowerCase();
  if (![...TRUE, ...FALSE].includes(count)) return 'The parameter with_count must be true or false.';

  const filters = [...parameters].flatMap(([parameter, wanted]) => {
    const byPart = parameter.endsWith('~');
    const name = byPart ? parameter.slice(0, -1) : parameter;
    if (paging.includes(parameter) || !names.has(name) || (byPart && minor < FILTERS_BY_PART)) return [];
    return [filterBy(name, value => (byPart ? value.includes(wanted) : value === wanted))];
  });
  return {
    limit: Math.min(limit, MOST_ITEMS),
    offset,
    marker: parameters.get('marker'),
    filters,
    withCount: TRUE.includes(count),
  };
}

/** A null, an object and a list have no text, so no filter finds them. */
function filterBy(name: string, matches: (value: string) => boolean): ListQuery['filters'][number] {
  return ({ members }) => {
    const value = members[name];
    return value !== undefined && typeof value !== 'object' && matches(String(value));
  };
}

function readInteger(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
