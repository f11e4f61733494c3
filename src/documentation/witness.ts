import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { pointerStep } from '../text/json.ts';
import type { Example, Place } from './page.ts';

/** A JSON answer that somebody wrote down or recorded, with the place of every member: an example or an observation. */
export interface Witness {
  readonly file: string;
  readonly value: unknown;
  /** Where the member with this JSON Pointer (RFC 6901) stands; the witness's first line for unknown ones. */
  readonly placeOf: (pointer: string) => Place;
}

/** An observation that cannot be used: what is wrong with its file. */
export class ObservationError extends Error {
  constructor(place: Place, message: string) {
    super(`${place.file}:${place.line}: ${message}`);
    this.name = 'ObservationError';
  }
}

/** The example of a page as a witness. */
export function witnessFromExample(file: string, example: Example): Witness {
  return witness(file, example.line, example.text, example.json);
}

/**
 * A recorded answer as a witness. The file contains comment lines (`# what`, `# curl …`), the status line, the header
 * fields, an empty line and the JSON body.
 * @throws ObservationError when the file has no body or the body is not JSON.
 */
export function witnessFromObservation(file: string, text: string): Witness {
  const lines = text.split(/\r?\n/);
  const empty = lines.findIndex(line => line.trim() === '');
  const line = empty + 2;
  const body = lines.slice(empty + 1).join('\n');
  try {
    if (empty === -1) throw new Error('there is no empty line between header fields and body');
    return witness(file, line, body, JSON.parse(body));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ObservationError(
      { file, line },
      `this is not a recorded answer with a JSON body: ${reason}; correct the file.`,
    );
  }
}

function witness(file: string, firstLine: number, text: string, value: unknown): Witness {
  let lines: ReadonlyMap<string, number> | undefined;
  const placeOf = (pointer: string): Place => {
    lines ??= linesByPointer(text);
    return { file, line: firstLine + (lines.get(pointer) ?? 1) - 1 };
  };
  return { file, value, placeOf };
}

/** JSON is YAML, and the YAML parser tells where each node stands. */
function linesByPointer(text: string): ReadonlyMap<string, number> {
  const counter = new LineCounter();
  const lines = new Map<string, number>();
  const visit = (node: unknown, pointer: string, start: number): void => {
    lines.set(pointer, counter.linePos(start).line);
    if (isMap<Node, Node>(node)) {
      for (const { key, value } of node.items) {
        if (isScalar(key)) visit(value, `${pointer}/${pointerStep(String(key.value))}`, key.range?.[0] ?? start);
      }
    }
    if (isSeq<Node>(node)) {
      for (const [index, item] of node.items.entries()) visit(item, `${pointer}/${index}`, item.range?.[0] ?? start);
    }
  };
  visit(parseDocument(text, { lineCounter: counter }).contents, '', 0);
  return lines;
}
