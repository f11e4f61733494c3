import type { Surroundings } from './block.ts';
import { type Line, textAt } from './lines.ts';

/** Reports a construct that ends without the blank line that docutils asks for ("… ends without a blank line"). */
export function reportMissingBlank(name: string, lines: readonly Line[], next: number, around: Surroundings): void {
  const after = lines[next];
  if (!after || after.text === '' || textAt(lines, next - 1) === '') return;
  const sentence = `text follows a ${name} immediately; expected a blank line, or deeper indentation.`;
  around.report(after, 'rst/missing-blank-line', sentence);
}
