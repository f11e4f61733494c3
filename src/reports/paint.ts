import { styleText } from 'node:util';
import type { Outcome } from '../checks/verdict.ts';

/** Puts an outcome's colour on a text, or leaves it alone. */
export type Paint = (outcome: Outcome | 'heading' | 'quiet', text: string) => string;

const styles = {
  passed: 'green',
  failed: 'red',
  warned: 'yellow',
  waived: 'magenta',
  unproven: 'cyan',
  inapplicable: 'gray',
  heading: 'bold',
  quiet: 'gray',
} as const;

/** Paints for a terminal that shows colours. */
export const inColour: Paint = (outcome, text) => styleText(styles[outcome], text);

/** For files, pipes and `NO_COLOR`. */
export const plain: Paint = (_, text) => text;
