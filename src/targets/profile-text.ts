import { Document, isMap, isSeq, type ParsedNode, parseDocument, YAMLMap, YAMLSeq } from 'yaml';
import type { Waiver } from './waiver.ts';

/** An entry of the waivers that is in no file yet. */
export type NewWaiver = Omit<Waiver, 'file' | 'line'>;

/**
 * The text of a profile with further entries of the waivers, behind those that it has. All else stays as it is, to the letter.
 * Only a list or a file in braces is laid out anew; comments and order stay there, too.
 */
export function withNewWaivers(text: string, entries: readonly NewWaiver[]): string {
  const document = parseDocument(text, { logLevel: 'error' });
  const list: unknown = document.get('waivers', true);
  const isInBraces = isMap(document.contents) && document.contents.flow === true;
  if (isInBraces || (list !== undefined && !(isSeq<ParsedNode>(list) && list.flow !== true))) {
    const items = isSeq(list) ? list : new YAMLSeq();
    items.flow = isInBraces;
    for (const entry of entries) items.add(nodeOf(entry));
    document.set('waivers', items);
    return document.toString(layout);
  }
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const { at, lead, indent } = isSeq<ParsedNode>(list) ? behind(text, list) : atEnd(text, document.contents);
  const lines = new Document(entries.map(nodeOf)).toString(layout).trimEnd().split('\n');
  const added = [...lead, ...lines.map(line => `${' '.repeat(indent)}${line}`), ''].join(newline);
  const before = text.slice(0, at);
  const isOpen = before !== '' && !before.endsWith('\n');
  return `${before}${isOpen ? newline : ''}${added}${text.slice(at)}`;
}

const layout = { lineWidth: 0, flowCollectionPadding: true } as const;

interface Insertion {
  readonly at: number;
  readonly lead: readonly string[];
  /** Spaces in front of each entry. */
  readonly indent: number;
}

/** Behind the last entry and what is in its line, in front of comments that follow. */
function behind(text: string, { items, range }: YAMLSeq<ParsedNode>): Insertion {
  const start = range?.[0] ?? 0;
  const end = items.at(-1)?.range[1] ?? start;
  const next = text.indexOf('\n', end);
  const at = text[end - 1] === '\n' ? end : next < 0 ? text.length : next + 1;
  return { at, lead: [], indent: columnOf(text, start) };
}

/** Behind all keys, and in front of the mark `...` that ends a document. */
function atEnd(text: string, contents: ParsedNode | null): Insertion {
  const [start, , end] = contents?.range ?? [0, 0, 0];
  const mark = text.slice(end).search(/^\.\.\.(?=\s|$)/m);
  const indent = columnOf(text, start);
  return {
    at: mark < 0 ? text.length : end + mark,
    lead: ['', `${' '.repeat(indent)}waivers:`],
    indent: indent + 2,
  };
}

/** Characters in front of this one in its line. */
const columnOf = (text: string, index: number): number => index - (text.lastIndexOf('\n', index - 1) + 1);

/** An entry as people write it: its deviation in one line, and a code as a number. */
function nodeOf({ id, check, deviation, reason, owner, until, ticket }: NewWaiver): YAMLMap {
  const document = new Document();
  const { place, kind, expected, got } = deviation;
  const words = document.createNode({ place, kind, expected: wordOf(expected), got: wordOf(got) });
  if (isMap(words)) words.flow = true;
  const node = new YAMLMap();
  const keys = { id, check, deviation: words, reason, owner, until, ...(ticket === undefined ? {} : { ticket }) };
  for (const [key, value] of Object.entries(keys)) node.set(key, document.createNode(value));
  return node;
}

const wordOf = (word: string): string | number => (/^[1-9]\d\d$/.test(word) ? Number(word) : word);
