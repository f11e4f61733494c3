import type { Block, Surroundings } from './block.ts';
import { dedent, type Line, textOf } from './lines.ts';

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

/** Whether this family of pages has a directive of this name. */
export function isDirective(name: string): boolean {
  return DIRECTIVES.has(name);
}

/**
 * Reads the directive of this name (docutils reStructuredText specification, "Directives"); an unknown one is a problem.
 * @param first what stands beside the double colon.
 * @param below the lines below, without their common indentation.
 */
export function readDirective(
  name: string,
  first: Line,
  below: readonly Line[],
  around: Surroundings,
): readonly Block[] {
  const read = DIRECTIVES.get(name);
  if (read) return read(takeApart(first, below), around);
  around.report(first.number, `unknown directive "${name}"; expected one of ${[...DIRECTIVES.keys()].join(', ')}.`);
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
  const stray = argument.find(one => one.number > line);
  if (stray)
    around.report(stray.number, 'text follows the directive immediately; expected a blank line above the code.');
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
