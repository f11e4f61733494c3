import { plain } from '../../src/reports/paint.ts';
import type { Terminal } from '../../src/reports/terminal.ts';

/** A file or a pipe: no line is wrapped. */
export const pipe: Terminal = { columns: Infinity, paint: plain };

/** A terminal without colours that is so many columns wide. */
export const wide = (columns: number): Terminal => ({ columns, paint: plain });
