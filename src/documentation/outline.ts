import type { Block, CellBlock, Code, Paragraph, Report, TableBlock, Title } from './block.ts';
import { exampleOf } from './example.ts';
import { type PlainText, readInline } from './inline.ts';
import type { Cell, Example, Table } from './page.ts';

/** A paragraph outside of tables, one plain text for each of its lines. */
export interface Prose {
  readonly line: number;
  readonly lines: readonly string[];
  readonly text: string;
  readonly section: readonly string[];
}

/** What the body of a page holds, in page order. */
export type Passage =
  | { readonly kind: 'prose'; readonly prose: Prose }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'example'; readonly example: Example };

/** A page's title and its body, flat: each passage knows its section titles and the text before it. */
export interface Outline {
  readonly title: string;
  readonly passages: readonly Passage[];
}
