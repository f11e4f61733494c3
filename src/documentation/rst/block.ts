import type { Position, ReportFinding } from './finding.ts';
import type { Line } from './lines.ts';

/**
 * The block tree of a page: what docutils calls body elements, as far as this family of pages uses them. Texts are
 * still marked up; sections are titles in a row, because nothing but titles depends on their nesting.
 */
export type Block = Title | Paragraph | List | Group | Code | TableBlock;

/** A section title. `style` is its adornment, doubled when there is an overline: equal styles are of equal level. */
export interface Title extends Position {
  readonly kind: 'title';
  readonly text: string;
  readonly style: string;
}

/** A paragraph, line ends kept. */
export interface Paragraph extends Position {
  readonly kind: 'paragraph';
  readonly text: string;
}

/** A bullet list or an enumerated list. */
interface List {
  readonly kind: 'list';
  readonly items: readonly (readonly Block[])[];
}

/** Body elements set apart: a note-like directive, a block quote, a definition, the body of a field. */
interface Group {
  readonly kind: 'group';
  readonly blocks: readonly Block[];
}

/** A literal block. It begins with its first line of code; `caption` is still marked up ('' for none). */
export interface Code extends Position {
  readonly kind: 'code';
  readonly caption: string;
  readonly text: string;
}

/** A table without spans: one header row, and rows of as many cells. `caption` is still marked up ('' for none). */
export interface TableBlock extends Position {
  readonly kind: 'table';
  readonly caption: string;
  readonly header: readonly CellBlock[];
  readonly rows: readonly (readonly CellBlock[])[];
}

/** A table cell. It begins with its text, or at the top of the cell when it is empty. */
export interface CellBlock extends Position {
  readonly blocks: readonly Block[];
}

/** What a construct needs to know of its surroundings. */
export interface Surroundings {
  readonly report: ReportFinding;
  /** Whether the construct stands inside another one, where no section can start. */
  readonly nested: boolean;
  /** Reads lines that stand inside the construct: a list item, a cell, a note. */
  readonly readInside: (lines: readonly Line[]) => readonly Block[];
}

/** What was read from the lines, and the index of the first line after it. */
export interface BlocksRead {
  readonly blocks: readonly Block[];
  readonly next: number;
}

/** Reads one construct where it starts at this index; undefined where something else starts. */
export type Construct = (lines: readonly Line[], at: number, around: Surroundings) => BlocksRead | undefined;
