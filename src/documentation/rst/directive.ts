import type { Block, Surroundings } from './block.ts';
import type { Position } from './finding.ts';
import { dedent, type Line, positionAt, textOf } from './lines.ts';

const OPTION = /^:[^:]+:(?: |$)/;

const NOTES = 'note important caution warning tip hint danger error attention seealso'.split(' ');
const CODES = ['code-block', 'code', 'sourcecode'];

/** A directive taken apart (docutils reStructuredText specification, "Directives"). */
interface Directive extends Position {
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

/** Whether this family of pages has a directive of this name. */
export function isDirective(name: string): boolean {
  return DIRECTIVES.has(name);
}

/**
 * Reads the directive of this name (docutils reStructuredText specification, "Directives"); an unknown one is a finding.
 * @param start where the name stands.
 * @param lines the text after the double colon, and the lines below, without their common indentation.
 */
export function readDirective(
  name: string,
  start: Position,
  lines: readonly Line[],
  around: Surroundings,
): readonly Block[] {
  const read = DIRECTIVES.get(name);
  if (read) return read(takeApart(start, lines), around);
  const sentence = `unknown directive "${name}"; expected one of ${[...DIRECTIVES.keys()].join(', ')}.`;
  around.report(start, 'rst/unknown-directive', sentence);
  return [];
}

function takeApart({ line, column }: Position, lines: readonly Line[]): Directive {
  const blank = lines.findIndex(({ text }, index) => text === '' && index > 0);
  const top = blank === -1 ? lines : lines.slice(0, blank);
  const option = top.findIndex(({ text }) => OPTION.test(text));
  return {
    line,
    column,
    argument: (option === -1 ? top : top.slice(0, option)).filter(({ text }) => text !== ''),
    options: option === -1 ? [] : top.slice(option).map(({ text }) => text),
    content: blank === -1 ? [] : dedent(lines.slice(blank)),
  };
}

/** A note-like directive: all of its text is content, whether it starts after the name or below it. */
function readNote(directive: Directive, around: Surroundings): readonly Block[] {
  const { line, column, argument, content } = directive;
  const blank: Line = { line, column, text: '', tab: false };
  const lines = argument.length === 0 ? content : [...argument, blank, ...content];
  if (lines.length === 0) {
    around.report(directive, 'rst/empty-note', 'the directive is empty; expected indented text below it.');
  }
  return [{ kind: 'group', blocks: around.readInside(lines) }];
}

function readAdmonition(directive: Directive, around: Surroundings): readonly Block[] {
  if (directive.argument.length === 0) {
    const sentence = 'the admonition has no title; expected one after "admonition::".';
    around.report(directive, 'rst/no-admonition-title', sentence);
  }
  const { line, column } = directive.argument[0] ?? directive;
  const title: Block = { kind: 'paragraph', line, column, text: textOf(directive.argument) };
  return [{ kind: 'group', blocks: [title, ...around.readInside(directive.content)] }];
}

function readCode(directive: Directive, around: Surroundings): readonly Block[] {
  const { argument, options, content } = directive;
  if (content.length === 0) {
    const sentence = 'the code block is empty; expected a blank line and then indented code.';
    around.report(directive, 'rst/empty-code-block', sentence);
    return [];
  }
  const stray = argument.find(one => one.line > directive.line);
  if (stray) {
    const sentence = 'text follows the directive immediately; expected a blank line above the code.';
    around.report(stray, 'rst/code-beside-directive', sentence);
  }
  const caption = options.map(option => /^:caption: +(.*)/.exec(option)?.[1]).find(text => text !== undefined);
  return [{ kind: 'code', ...positionAt(content, 0), caption: caption ?? '', text: textOf(content) }];
}

function readCaptionedTable(directive: Directive, around: Surroundings): readonly Block[] {
  const { argument, content } = directive;
  const border = argument.find(one => /^[+|]|^=+(?: =+)+$/.test(one.text));
  if (border) {
    const sentence = 'the table follows its caption immediately; expected a blank line between them.';
    around.report(border, 'rst/table-beside-caption', sentence);
    return [];
  }
  if (content.length === 0) {
    const sentence = 'the table directive is empty; expected a blank line and then an indented table.';
    around.report(directive, 'rst/empty-table-directive', sentence);
    return [];
  }
  const blocks = around.readInside(content);
  const [table, ...others] = blocks;
  if (!table) return [];
  if (table.kind !== 'table' || others.length > 0) {
    const sentence =
      'the content of the table directive is not exactly one table; expected one table and nothing else.';
    around.report(directive, 'rst/not-one-table', sentence);
    return [];
  }
  return [{ ...table, caption: textOf(argument) }];
}
