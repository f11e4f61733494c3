/** A JSON text (RFC 8259) that could be read, with the object keys that stand twice; or why it could not be read. */
export type JsonText =
  | { readonly value: unknown; readonly duplicates: readonly string[]; readonly error?: undefined }
  | { readonly error: string };

/** Levels of objects and lists that a text may have; what is deeper is not read. */
export const maxDepth = 100;

/** Reads a JSON text. Never throws and never recurses with the text's depth. */
export function readJson(text: string): JsonText {
  const { depth, duplicates } = scan(text);
  if (depth > maxDepth) return { error: `nested deeper than ${maxDepth} levels` };
  try {
    return { value: JSON.parse(text) as unknown, duplicates };
  } catch (error) {
    return { error: error instanceof SyntaxError ? reasonOf(error, text) : String(error) };
  }
}

/** The engine's reason without the text it quotes, which is the service's and may be long. */
function reasonOf(error: SyntaxError, text: string): string {
  if (text.trim() === '') return 'it is empty';
  const position = /position (\d+)/.exec(error.message)?.[1];
  const near = position === undefined ? '' : ` at position ${position}`;
  return /end of JSON/i.test(error.message) ? 'it breaks off before its end' : `it is no JSON text${near}`;
}

interface Frame {
  readonly keys: Set<string> | undefined;
  /** Whether the next string is a key: right behind "{" or ",". */
  expectsKey: boolean;
}

/** One pass over the tokens: how deep they nest and which keys repeat. Meaningful for valid JSON, harmless for any text. */
function scan(text: string): { readonly depth: number; readonly duplicates: readonly string[] } {
  const duplicates: string[] = [];
  const stack: Frame[] = [];
  let depth = 0;
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],]/gs;
  for (let match = token.exec(text); match && depth <= maxDepth; match = token.exec(text)) {
    const [symbol] = match;
    const top = stack.at(-1);
    if (symbol === '{' || symbol === '[') {
      stack.push({ keys: symbol === '{' ? new Set() : undefined, expectsKey: symbol === '{' });
      depth = Math.max(depth, stack.length);
    } else if (symbol === '}' || symbol === ']') {
      stack.pop();
    } else if (symbol === ',') {
      if (top) top.expectsKey = top.keys !== undefined;
    } else if (top?.expectsKey && top.keys) {
      const key = unescaped(symbol);
      if (top.keys.has(key)) duplicates.push(key);
      top.keys.add(key);
      top.expectsKey = false;
    }
  }
  return { depth, duplicates };
}

/** `"a"` and `"\u0061"` are the same key. */
function unescaped(literal: string): string {
  try {
    return literal.includes('\\') ? String(JSON.parse(literal)) : literal.slice(1, -1);
  } catch {
    return literal;
  }
}
