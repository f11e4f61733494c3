import { styleText } from 'node:util';
import type { Outcome } from '../checks/verdict.ts';

/** Puts an outcome's colour on a text, or leaves it alone. */
export type Paint = (outcome: Outcome | 'heading' | 'quiet', text: string) => string;

/** What stands in front of a check, for readers who see no colours. */
export const marks: Readonly<Record<Outcome, string>> = {
  passed: '✓',
  failed: '✗',
  warned: '!',
  waived: '~',
  unproven: '?',
  inapplicable: '–',
};

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
export const inColour: Paint = (outcome, text) => styleText(styles[outcome], text, { validateStream: false });

/** For files, pipes and `NO_COLOR`. */
export const plain: Paint = (_, text) => text;
