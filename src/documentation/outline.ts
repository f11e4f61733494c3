import { readExample } from './example.ts';
import type { Example, Table } from './page.ts';
import type { Block, Code, Paragraph, TableBlock, Title } from './rst/block.ts';
import type { Position, ReportFinding } from './rst/finding.ts';
import { type PlainText, readInline } from './rst/inline.ts';
import { readTableText } from './table-text.ts';

/** A paragraph outside of tables: `source` is still marked up and has its line ends, `text` is what a reader sees. */
export interface Prose extends Position {
  readonly section: readonly string[];
  readonly source: string;
  readonly text: string;
}

/** A piece of the body of a page, with the titles of the sections in which it stands. */
type Passage =
  | { readonly kind: 'prose'; readonly prose: Prose }
  | { readonly kind: 'example'; readonly example: Example }
  | { readonly kind: 'table'; readonly table: Table };

/** The title of a section, and where it stands. */
interface SectionStart extends Position {
  readonly title: string;
}

/** A page's title, the sections by their titles, and its body in page order, flat. */
export interface Outline {
  readonly title: string;
  readonly sections: readonly SectionStart[];
  readonly passages: readonly Passage[];
}

/** Flattens the block tree of a page. Tables and examples get the text before them, their own caption first. */
export function outlineOf(blocks: readonly Block[], report: ReportFinding): Outline {
  const passages: Passage[] = [];
  const sections: SectionStart[] = [];
  const styles: string[] = [];
  let section: readonly string[] = [];
  walk(blocks, '');
  if (sections.length === 0) {
    report({ line: 1, column: 1 }, 'page/no-title', 'the page has no title; expected one, underlined, at its top.');
  }
  return { title: sections[0]?.title ?? '', sections, passages };

  /** Visits blocks that follow each other, `before` being the text before them; returns their first paragraph. */
  function walk(siblings: readonly Block[], before: string): string | undefined {
    let heading: string | undefined;
    let lead = before;
    for (const block of siblings) {
      if (block.kind === 'title') {
        enter(block);
        lead = '';
      } else if (block.kind === 'paragraph') {
        lead = visitParagraph(block);
        heading ??= lead;
      } else if (block.kind === 'list') {
        const headings = block.items.map(item => walk(item, lead));
        lead = headings.at(-1) ?? lead;
      } else if (block.kind === 'group') {
        walk(block.blocks, lead);
      } else if (block.kind === 'code') {
        visitCode(block, lead);
      } else {
        visitTable(block, lead);
      }
    }
    return heading;
  }

  /** Styles of adornment rank in the order in which the page introduces them (docutils specification, "Sections"). */
  function enter(title: Title): void {
    const { line, column } = title;
    const { text } = plain(title, title.text);
    const known = styles.indexOf(title.style);
    const level = known === -1 ? styles.length : known;
    if (level > section.length) {
      const sentence = 'the title skips a level; expected the underline of the next lower level.';
      report(title, 'page/skipped-level', sentence);
    }
    if (known === -1) styles.push(title.style);
    section = [...section.slice(0, level), text];
    sections.push({ title: text, line, column });
  }

  function visitParagraph({ line, column, text: source }: Paragraph): string {
    const { text } = plain({ line, column }, source);
    passages.push({ kind: 'prose', prose: { line, column, section, source, text } });
    return text;
  }

  function visitCode(code: Code, lead: string): void {
    const title = code.caption === '' ? lead : plain(code, code.caption).text;
    passages.push({ kind: 'example', example: readExample(code, title, section) });
  }

  function visitTable(table: TableBlock, lead: string): void {
    const title = table.caption === '' ? lead : plain(table, table.caption).text;
    const { line, column } = table;
    const { header, rows, inner } = readTableText(table, plain);
    passages.push({ kind: 'table', table: { line, column, title, section, header, rows } });
    for (const innerTable of inner) visitTable(innerTable, '');
  }

  function plain(at: Position, source: string): PlainText {
    return readInline(source, (rule, sentence) => report(at, rule, sentence));
  }
}
