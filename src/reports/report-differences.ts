import { isObject } from '../text/json.ts';

/** A field in which two reports of the same run differ. */
export interface ReportDifference {
  /** Where it is: `checks[vbs/v3/show-backup/status/404].verdict`. */
  readonly path: string;
  /** The values as JSON; undefined where there is none. */
  readonly stored: string | undefined;
  readonly now: string | undefined;
}

/**
 * Every field in which two contents of `conformance.json` differ. Checks are told apart by their ids and operations by their
 * pages, so that one more shifts no others. Levels below `deepest` are compared as a whole.
 */
export function reportDifferences(stored: unknown, now: unknown, path = '', levels = deepest): ReportDifference[] {
  const [one, other] = [partsOf(stored), partsOf(now)];
  if (levels > 0 && one && other && one.kind === other.kind) {
    const keys = new Set([...one.parts.keys(), ...other.parts.keys()]);
    const below = Array.from(keys, key => {
      const step = one.kind === 'object' ? (path === '' ? key : `${path}.${key}`) : `${path}[${key}]`;
      return reportDifferences(one.parts.get(key), other.parts.get(key), step, levels - 1);
    }).flat();
    const [order, orderNow] = [[...one.parts.keys()], [...other.parts.keys()]];
    const isMoved = one.kind === 'named list' && below.length === 0 && order.join('\n') !== orderNow.join('\n');
    return isMoved ? [{ path: `the order of ${path}`, stored: order.join(), now: orderNow.join() }] : below;
  }
  const [text, textNow] = [JSON.stringify(stored), JSON.stringify(now)];
  return text === textNow ? [] : [{ path: path || 'the report', stored: text, now: textNow }];
}

/** A report has six levels. */
const deepest = 10;

interface Parts {
  readonly kind: 'object' | 'list' | 'named list';
  readonly parts: ReadonlyMap<string, unknown>;
}

function partsOf(value: unknown): Parts | undefined {
  if (isObject(value)) return { kind: 'object', parts: new Map(Object.entries(value)) };
  if (!Array.isArray(value)) return undefined;
  const names = value.map(nameOf);
  const isNamed = value.length > 0 && !names.includes(undefined) && new Set(names).size === names.length;
  return {
    kind: isNamed ? 'named list' : 'list',
    parts: new Map(value.map((one, index) => [isNamed ? String(names[index]) : String(index), one])),
  };
}

function nameOf(value: unknown): string | undefined {
  const name = isObject(value) ? (value.id ?? value.page) : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** A difference as a line for people: `checks[…].verdict: stored "passed", now "failed"`. */
export function differenceLine({ path, stored, now }: ReportDifference): string {
  const from = stored && now ? Math.max(0, commonLength(stored, now) - context) : 0;
  return `${inShort(path, 0)}: stored ${inShort(stored, from)}, now ${inShort(now, from)}`;
}

/** Characters of a value that are shown, and how many of them stand before the first that differs. */
const longest = 200;
const context = 40;

function inShort(text: string | undefined, from: number): string {
  if (text === undefined) return 'nothing';
  const begin = text.length > longest ? from : 0;
  const part = text.slice(begin, begin + longest);
  return `${begin > 0 ? '…' : ''}${part}${begin + longest < text.length ? '…' : ''}`;
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
