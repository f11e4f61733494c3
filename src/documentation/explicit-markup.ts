import type { Block, Construct, Surroundings } from './block.ts';
import { cutLeft, dedent, type Line, type takeBlock, textAt } from './lines.ts';
import { reportMissingBlank } from './list.ts';

const EXPLICIT = /^\.\.(?: +|$)/;
const DIRECTIVE = /^([A-Za-z0-9]+(?:[-._+:][A-Za-z0-9]+)*) ?::(?: +|$)/;
const MISSPELT_DIRECTIVE = /^([A-Za-z][A-Za-z-]*) ?:(?: |$)/;
const OPTION = /^:[^:]+:(?: |$)/;

const NOTES = 'note important caution warning tip hint danger error attention seealso'.split(' ');
const CODES = ['code-block', 'code', 'sourcecode'];

/** A directive taken apart (docutils reStructuredText specification, "Directives"). */
interface Directive {
  readonly line: number;
  /** The text after the double colon and the lines below it, up to an option or a blank line. */
  readonly argument: readonly Line[];
  readonly options: readonly string[];
  /** The lines below the blank line, without their indentation. */
  readonly content: readonly Line[];
}

type ReadDirective = (directive: Directive, around: Surroundings) => readonly Block[];

const DIRECTIVES: ReadonlyMap<string, ReadDirective> = new Map([
  ...NOTES.map((name): [string, ReadDirective] => [name, readNote]),
  ...CODES.map((name): [string, ReadDirective] => [name, readCode]),
  ['admonition', readAdmonition],
  ['table', readCaptionedTable],
  ['toctree', () => []],
]);

/** Reads what starts with two dots: a directive, a label (both `.. _x:` and `__ x`), a comment. */
export const explicitMarkup: Construct = (lines, at, around) => {
  const line = lines[at];
  if (!line) return undefined;
  const dots = EXPLICIT.exec(line.text)?.[0] ?? (line.text.startsWith('__ ') ? '__ ' : undefined);
  if (dots === undefined) return undefined;
  const first = cutLeft(line, dots.length);
  const { lines: below, next } = bodyBelow(lines, at, first);
  if (!/^(?:\.\.|__)(?: |$)/.test(textAt(lines, next))) reportMissingBlank('directive or label', lines, next, around);
  return { blocks: dots === '__ ' ? [] : readMarkup(first, below, around), next };
};

/** An empty comment ends at its own line: what is indented below it is a block quote. */
function bodyBelow(lines: readonly Line[], at: number, first: Line): ReturnType<typeof takeBlock> {
  if (first.text === '' && textAt(lines, at + 1) === '') return { lines: [], next: at + 1 };
  let next = at + 1;
  while (next < lines.length && /^ |^$/.test(textAt(lines, next))) next += 1;
  return { lines: alignLeft(lines.slice(at + 1, next)), next };
}

/** Keeps a leading blank line, which separates the content of a directive from its argument. */
function alignLeft(lines: readonly Line[]): readonly Line[] {
  const [first] = lines;
  return first?.text === '' ? [first, ...dedent(lines)] : dedent(lines);
}

function readMarkup(first: Line, below: readonly Line[], around: Surroundings): readonly Block[] {
  const match = DIRECTIVE.exec(first.text);
  if (match) {
    const [whole, name = ''] = match;
    const read = DIRECTIVES.get(name.toLowerCase());
    if (read) return read(takeApart(cutLeft(first, whole.length), below), around);
    around.report(first.number, `unknown directive "${name}"; expected one of ${[...DIRECTIVES.keys()].join(', ')}.`);
    return [];
  }
  const name = MISSPELT_DIRECTIVE.exec(first.text)?.[1]?.toLowerCase() ?? '';
  if (DIRECTIVES.has(name)) {
    around.report(first.number, `"${name}:" makes this a comment; expected two colons, as in ".. ${name}::".`);
  }
  if (/^\[[^\]]+\](?: |$)|^\|/.test(first.text)) {
    const message = 'footnotes, citations and substitutions are not read; expected a directive, a label or a comment.';
    around.report(first.number, message);
  }
  return [];
}

function takeApart(first: Line, below: readonly Line[]): Directive {
  const head = [first, ...below];
  const blank = head.findIndex((line, index) => line.text === '' && index > 0);
  const top = blank === -1 ? head : head.slice(0, blank);
  const option = top.findIndex(line => OPTION.test(line.text));
  return {
    line: first.number,
    argument: (option === -1 ? top : top.slice(0, option)).filter(line => line.text !== ''),
    options: option === -1 ? [] : top.slice(option).map(line => line.text),
    content: blank === -1 ? [] : dedent(head.slice(blank)),
  };
}

/** A note-like directive: all of its text is content, whether it starts beside the name or below it. */
function readNote(directive: Directive, around: Surroundings): readonly Block[] {
  const { line, argument, content } = directive;
  const blank: Line = { number: line, text: '', tab: false };
  const lines = argument.length === 0 ? content : [...argument, blank, ...content];
  if (lines.length === 0) around.report(line, 'the directive is empty; expected indented text below it.');
  return [{ kind: 'group', blocks: around.readInside(lines) }];
}

function readAdmonition(directive: Directive, around: Surroundings): readonly Block[] {
  if (directive.argument.length === 0) {
    around.report(directive.line, 'the admonition has no title; expected one after "admonition::".');
  }
  const title: Block = { kind: 'paragraph', line: directive.line, text: textOf(directive.argument) };
  return [{ kind: 'group', blocks: [title, ...around.readInside(directive.content)] }];
}

function readCode(directive: Directive, around: Surroundings): readonly Block[] {
  const { line, argument, options, content } = directive;
  const [first] = content;
  if (!first) {
    around.report(line, 'the code block is empty; expected a blank line and then indented code.');
    return [];
  }
  if (argument.length > 1) {
    around.report(
      argument[1]?.number ?? line,
      'the code follows its directive immediately; expected a blank line between.',
    );
  }
  const caption = options.map(option => /^:caption: +(.*)/.exec(option)?.[1]).find(text => text !== undefined);
  return [{ kind: 'code', line: first.number, caption: caption ?? '', text: textOf(content) }];
}

function readCaptionedTable(directive: Directive, around: Surroundings): readonly Block[] {
  const { line, argument, content } = directive;
  const border = argument.find(one => /^[+|]|^=+(?: =+)+$/.test(one.text));
  if (border) {
    around.report(border.number, 'the table follows its caption immediately; expected a blank line between.');
    return [];
  }
  if (content.length === 0) {
    around.report(line, 'the table directive is empty; expected a blank line and then an indented table.');
    return [];
  }
  const blocks = around.readInside(content);
  const [table, ...others] = blocks;
  if (!table) return [];
  if (table.kind !== 'table' || others.length > 0) {
    around.report(
      line,
      'the table directive holds more than a table or something else; expected one table and nothing else.',
    );
    return [];
  }
  return [{ ...table, caption: textOf(argument) }];
}

function textOf(lines: readonly Line[]): string {
  return lines.map(line => line.text).join('\n');
}
