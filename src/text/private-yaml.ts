import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  type SchemaOptions,
} from 'yaml';
import type { YamlText } from './yaml-text.ts';

/** YAML as OpenStack's clients read it: `<<` merges maps, and a number is a text, with the digits that are written. */
export const yamlOfOpenStack: SchemaOptions = {
  merge: true,
  customTags: tags => tags.filter(tag => typeof tag === 'string' || !/:(?:int|float)$/.test(tag.tag)),
};

/**
 * Reads a file that may contain secrets, on purpose or by mistake: no problem and no warning quotes it. The line of an
 * entry is that of its key.
 */
export function parsePrivateYaml(text: string, schema: SchemaOptions = {}): YamlText {
  const counter = new LineCounter();
  // At other log levels the library prints pieces of the text to the terminal.
  const document = parseDocument(text, { lineCounter: counter, logLevel: 'error', ...schema });
  const lineAt = (node: unknown): number => {
    const range = (node as ParsedNode | null | undefined)?.range;
    return range ? counter.linePos(range[0]).line : 1;
  };
  const lineOf = (path: readonly (string | number)[]): number => {
    let node: unknown = document.contents;
    let line = lineAt(node);
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(document);
      if (isMap<Node, Node>(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
        if (!pair) return line;
        line = lineAt(pair.key);
        node = pair.value;
      } else if (isSeq<Node>(node)) {
        node = node.items[Number(step)];
        line = node === undefined ? line : lineAt(node);
      }
    }
    return line;
  };
  const problem = (code: string, line: number) => {
    return { content: undefined, lineOf, problems: [{ code, line, message: code }] };
  };
  const [error] = document.errors;
  if (error) return problem(error.code, error.linePos?.[0].line ?? 1);
  try {
    const content = document.toJS() as unknown;
    // Fails for an anchor that contains itself, and so has no end.
    JSON.stringify(content);
    return { content, lineOf, problems: [] };
  } catch {
    return problem('BAD_ALIAS', 1);
  }
}
