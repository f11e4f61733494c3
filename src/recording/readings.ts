import { escapeAt, spaceAt, type Unescaped } from './escapes.ts';

/** For each character of a reading, the part of the text that it was read from. */
export interface Trace {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** A text as it reads when something in it is undone. */
export interface Reading {
  readonly text: string;
  readonly trace: () => Trace;
  /** Characters that what is searched in it must have: fewer occur by chance. */
  readonly shortest: number;
}

/**
 * In which ways a text is searched, besides as it is: with its escapes undone, also where one kind stands within another,
 * and then without white space, where any words may follow each other.
 */
export function readingsOf(text: string): Reading[] {
  const open = opened(text);
  const unbroken = withoutSpace(open);
  const traced = (): Trace => {
    const trace = traceOf(text);
    opened(text, trace);
    return trace;
  };
  const tracedUnbroken = (): Trace => {
    const trace = traced();
    withoutSpace(open, trace);
    return trace;
  };
  return [
    ...(open === text ? [] : [{ text: open, trace: traced, shortest: 1 }]),
    ...(unbroken === open ? [] : [{ text: unbroken, trace: tracedUnbroken, shortest: 8 }]),
  ];
}

/** How often escapes are undone: those of a URL within HTML within JSON within JSON. */
const mostLevels = 4;

function opened(text: string, trace?: Trace): string {
  let open = text;
  for (let level = 0; level < mostLevels && /[\\%&]/.test(open); level += 1) {
    const before = open;
    open = undone(before, escapeAt, trace);
    if (open === before) break;
  }
  return open;
}

const withoutSpace = (text: string, trace?: Trace): string =>
  trace ? undone(text, spaceAt, trace) : text.replace(/[\t-\r ]+/g, '');

/** A trace that leads from each character to itself. */
function traceOf({ length }: string): Trace {
  const [starts, ends] = [new Uint32Array(length), new Uint32Array(length)];
  for (let index = 0; index < length; index += 1) {
    starts[index] = index;
    ends[index] = index + 1;
  }
  return { starts, ends };
}

/**
 * Written out by hand, for a hostile text may consist of nothing but what is undone.
 * @param trace is changed along with the text
 */
function undone(text: string, at: (text: string, index: number) => Unescaped | undefined, trace?: Trace): string {
  const units = new Uint16Array(text.length);
  let size = 0;
  for (let index = 0; index < text.length; ) {
    const unescaped = at(text, index);
    const code = unescaped ? unescaped[0] : text.charCodeAt(index);
    const end = unescaped ? unescaped[1] : index + 1;
    if (code !== undefined) {
      units[size] = code;
      if (trace) {
        // No character moves to the right: what is overwritten has been read.
        trace.starts[size] = trace.starts[index] ?? 0;
        trace.ends[size] = trace.ends[end - 1] ?? 0;
      }
      size += 1;
    }
    index = end;
  }
  return size === text.length ? text : Buffer.from(units.buffer, 0, 2 * size).toString('utf16le');
}
