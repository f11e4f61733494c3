import type { Contract } from '../contract/contract.ts';
import { listNames } from '../probes/list-slots.ts';
import { firstRead, lastRead } from '../probes/ways.ts';
import { pageIn } from '../recording/list-items.ts';
import { isObject } from '../text/json.ts';
import { withJsonChanged } from './alterations.ts';
import { inExchanges, type Make } from './change.ts';
import type { Mutation } from './mutant.ts';
import { refusalsOf } from './part-mutations.ts';

/** The number of items: missing, no number, another one, or there though nobody asked for it. */
export function countMutations(contract: Contract): Mutation[] {
  const { count } = contract.list ?? {};
  if (!count) return [];
  const [field] = count.field.names;
  const mutation = (what: string, make: Make): Mutation => ({
    name: `count: ${what}`,
    kind: 'counts',
    breaks: listNames.count,
    make,
  });
  /** Gives the count another value, made of the present one. */
  const valued = (what: string, change: (value: number, items: number) => unknown): Mutation =>
    mutation(what, original => {
      const items = pageIn(original.exchange(listNames.count), contract)?.items.length ?? 0;
      const changed = withJsonChanged(body =>
        isObject(body) && typeof body[field] === 'number' ? { ...body, [field]: change(body[field], items) } : body,
      );
      return inExchanges([listNames.count], changed)(original);
    });
  const unasked = (what: string, names: readonly string[]): Mutation =>
    mutation(
      what,
      inExchanges(
        names,
        withJsonChanged(body => (isObject(body) ? { ...body, [field]: 1 } : body)),
      ),
    );
  return [
    valued('absent', () => undefined),
    valued('as text', value => String(value)),
    valued('a fraction', value => value + 0.5),
    valued('null', () => null),
    valued('a list', value => [value]),
    valued('an object', value => ({ total: value })),
    valued('true', () => true),
    valued('one too many', value => value + 1),
    valued('one too few', value => value - 1),
    valued('negative', value => -value - 1),
    valued('0', value => (value === 0 ? value : 0)),
    ...(count.counts === 'all' ? [valued('that of the page', (_, items) => items)] : []),
    unasked('in the first read, unasked', [firstRead]),
    unasked('in the second read, unasked', [lastRead]),
    unasked('in both reads, unasked', [firstRead, lastRead]),
    ...refusalsOf(contract, count.parameter.since).map(([what, alteration]) =>
      mutation(what, inExchanges([listNames.count], alteration)),
    ),
  ];
}
