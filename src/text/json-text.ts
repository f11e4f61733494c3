/** The value of a JSON text (RFC 8259), with the object keys that occur twice; or what the text is instead: `an empty text`. */
export type JsonText =
  | { readonly value: unknown; readonly duplicates: readonly string[]; readonly error?: undefined }
  | { readonly error: string };

/** Levels of objects and lists that a text may have; a deeper text is not read. */
export const maxDepth = 100;

/** Values that a text may contain; a text with more is not read. */
export const maxValues = 30_000;

/** Duplicate keys that are reported at most: a text may have a million. */
export const maxDuplicates = 20;

/** Reads a JSON text. Never throws, does not recurse, and takes time in proportion to the length. */
export function readJson(text: string): JsonText {
  const { depth, values, duplicates } = scan(text);
  if (depth > maxDepth) return { error: `a text nested deeper than ${maxDepth} levels` };
  if (values > maxValues) return { error: `a text with more than ${maxValues} values` };
  try {
    return { value: JSON.parse(text) as unknown, duplicates };
  } catch (error) {
    return { error: reasonOf(error, text) };
  }
}

/** The engine's reason, without what it quotes of the text. */
function reasonOf(error: unknown, text: string): string {
  if (text.trim() === '') return 'an empty text';
  const message = error instanceof Error ? error.message : '';
  const position = / in JSON at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(message)?.[1];
  if (message === 'Unexpected end of JSON input' || Number(position) >= text.length) {
    return 'a text that ends too early';
  }
  return position === undefined ? 'a text that is not JSON' : `a text that is not JSON (position ${position})`;
}

interface Frame {
  readonly keys: Set<string> | undefined;
  /** Whether the next string is a key, as it is right after "{" or ",". */
  expectsKey: boolean;
}

interface Shape {
  readonly depth: number;
  readonly values: number;
  readonly duplicates: readonly string[];
}

/** How deep a JSON text nests, how many values it has and which keys repeat, in one pass. */
function scan(text: string): Shape {
  const duplicates = new Set<string>();
  const stack: Frame[] = [];
  let depth = 0;
  let values = 1;
  for (let index = 0; index < text.length && depth <= maxDepth && values <= maxValues; index += 1) {
    const top = stack.at(-1);
    switch (text[index]) {
      case '{':
      case '[': {
        const keys = text[index] === '{' ? new Set<string>() : undefined;
        stack.push({ keys, expectsKey: keys !== undefined });
        depth = Math.max(depth, stack.length);
        values += 1;
        break;
      }
      case '}':
      case ']':
        stack.pop();
        break;
      case ',':
        if (top) top.expectsKey = top.keys !== undefined;
        values += 1;
        break;
      case '"': {
        const start = index;
        index = endOfString(text, start);
        if (!top?.keys || !top.expectsKey) break;
        const key = unescaped(text.slice(start, index + 1));
        if (top.keys.has(key) && duplicates.size < maxDuplicates) duplicates.add(key);
        top.keys.add(key);
        top.expectsKey = false;
        break;
      }
    }
  }
  return { depth, values, duplicates: [...duplicates] };
}

/** The index of the quotation mark that ends a string; of the last character when there is none. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] === '"') return index;
    if (text[index] === '\\') index += 1;
  }
  return text.length - 1;
}

/** `"a"` and `"\u0061"` are the same key. */
function unescaped(literal: string): string {
  try {
    return literal.includes('\\') ? String(JSON.parse(literal)) : literal.slice(1, -1);
  } catch {
    return literal;
  }
}
