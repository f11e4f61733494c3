import type { Citation } from '../contract/citation.ts';
import type { Field } from '../contract/field.ts';

/** The member of a link that is the relation type according to its prose; empty when no prose says so. */
export const relationFields = ({ members }: Field): Field[] =>
  members.filter(({ rules }) => rules.some(({ rule }) => rule.rule === 'relation-types')).slice(0, 1);

/** Where the page says what links mean, or a member of theirs. */
export const meaningCited = ({ rules, cites }: Field): Citation[] => [
  ...rules.flatMap(rule => rule.cites),
  ...cites.slice(1),
];
