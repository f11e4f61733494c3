import type { Example } from './page.ts';
import type { Code } from './rst/block.ts';

/** Deeper JSON is not accepted: a recursive walk through it would overflow the stack. */
const MAX_NESTING = 200;

/** A code block as an example of the page, parsed when it is JSON (RFC 8259). */
export function readExample(code: Code, title: string, section: readonly string[]): Example {
  const example = { line: code.line, column: code.column, title, section, text: code.text };
  if (isDeeplyNested(code.text)) return { ...example, error: `nested more than ${MAX_NESTING} levels deep` };
  try {
    const json: unknown = JSON.parse(code.text);
    return { ...example, json };
  } catch (error) {
    return { ...example, error: error instanceof Error ? error.message : String(error) };
  }
}

function isDeeplyNested(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > MAX_NESTING) return true;
  }
  return false;
}
