/** The text of each cited file, by its path. */
export type CitedPages = Readonly<Record<string, string>>;

/** Where a report has the text of a cited line, fit for Markdown: `#specs/vbs/v3/show-backup.rst:58`. */
export const anchorOf = (source: string, line: number): string =>
  `#${encodeURI(source).replace(/[()#]/g, encodedCharacter)}:${line}`;

const encodedCharacter = (character: string): string => `%${character.charCodeAt(0).toString(16)}`;

/** For the head of the report. The colours are those of the system's theme, in light and dark. */
export const citedPagesStyle = `
#cited-page { width: min(64rem, 94vw); height: min(48rem, 90vh); padding: 0; border: 1px solid GrayText; border-radius: 8px;
  color-scheme: light dark; color: CanvasText; background: Canvas; }
#cited-page::backdrop { background: rgb(0 0 0 / 50%); }
#cited-page form { position: sticky; top: 0; display: flex; gap: 1rem; justify-content: space-between; align-items: center;
  padding: .75rem 1rem; border-bottom: 1px solid GrayText; background: Canvas; font: bold 1rem sans-serif; }
#cited-page h2 { margin: 0; font: inherit; overflow-wrap: anywhere; }
#cited-page button { padding: .25rem .75rem; font: 1rem sans-serif; cursor: pointer; }
#cited-page ol { margin: 0; padding: .5rem 1rem .5rem 4.5rem; list-style: decimal; font: .8125rem/1.5 monospace; }
#cited-page li { white-space: pre-wrap; overflow-wrap: anywhere; }
#cited-page li::marker { color: GrayText; }
#cited-page li[aria-current] { color: MarkText; background: Mark; }`;

/**
 * For the beginning of the report's body: the texts, and the dialog in which the report's script shows one of them. Esc closes
 * it, as browsers do.
 */
export function citedPagesDialog(pages: CitedPages): string {
  // No text can end the element that it stands in.
  const data = JSON.stringify(pages).replaceAll('<', '\\u003c');
  return `
<dialog id="cited-page" aria-labelledby="cited-place">
<form method="dialog"><h2 id="cited-place"></h2><button>Close</button></form>
<ol></ol>
</dialog>
<script type="application/json" id="cited-pages">${data}</script>`;
}
