import assert from 'node:assert/strict';
import type { Facts, FieldFact } from '../../src/documentation/fact.ts';
import { factsOf } from '../../src/documentation/facts.ts';
import { readPage } from '../../src/documentation/reader.ts';

/** The facts of a page on which everything can be placed. */
export function readFacts(text: string): Facts {
  const { facts, findings } = factsOf(readPage('thing.rst', text));
  assert.deepEqual(findings, []);
  assert.ok(facts);
  return facts;
}

/** The findings on a page and its facts, as `line:column rule`. */
export function findingsIn(text: string): string[] {
  const { findings } = factsOf(readPage('thing.rst', text));
  return findings.map(({ line, column, rule }) => `${line}:${column} ${rule}`);
}

/** The ids of a field and all its members, in the page's order. */
export const idsBelow = ({ id, members }: FieldFact): string[] => [id, ...members.flatMap(idsBelow)];
