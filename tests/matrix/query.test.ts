import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery } from '../../src/matrix/query.ts';

/** The terms of a query in short: `-verdict=failed|waived`. */
const terms = (text: string): string[] =>
  parseQuery(text).terms.map(({ key, values, isNegated }) => `${isNegated ? '-' : ''}${key}=${values.join('|')}`);

test('a query has conditions and texts', () => {
  assert.deepEqual(terms('verdict:failed is:different op:list-backups evidence:observed text'), [
    'verdict=failed',
    'is=different',
    'op=list-backups',
    'evidence=observed',
    'text=text',
  ]);
  assert.deepEqual(terms(''), []);
});

test('values are separated by commas, a minus turns a condition round, and capitals do not matter', () => {
  assert.deepEqual(terms('Verdict:FAILED,waived -level:MUST -Quota'), [
    'verdict=failed|waived',
    '-level=must',
    '-text=quota',
  ]);
});

test('quotation marks keep spaces, commas and colons in a text', () => {
  assert.deepEqual(terms('"no such, thing: a b" kind:"error bodies"'), [
    'text=no such, thing: a b',
    'kind=error bodies',
  ]);
  assert.deepEqual(terms('"never closed'), ['text=never closed']);
  assert.deepEqual(terms('https://example.com/x'), ['text=https://example.com/x']);
  assert.deepEqual(terms('""'), []);
});

test('what cannot be understood is said and left out', () => {
  const { terms: rest, problems } = parseQuery('verdict:fine colour:red level:must');
  assert.deepEqual(
    rest.map(({ key }) => key),
    ['level'],
  );
  assert.deepEqual(problems, [
    'verdict: takes passed, failed, warned, waived, unproven, inapplicable, not “fine”.',
    'There is no “colour:”. The keys are verdict, evidence, by, op, kind, level, profile, vendor, edition, change, is. Put a text with a colon in quotation marks.',
  ]);
  assert.deepEqual(parseQuery('level:must verdict:').problems, [
    'verdict: takes passed, failed, warned, waived, unproven, inapplicable.',
  ]);
});

test('no text makes the reader fail', () => {
  for (const text of [
    ':',
    '-',
    '--',
    '"',
    '-"',
    'a:"',
    ':::',
    '-:',
    'is:,,',
    '\u0000',
    'constructor:x',
    '__proto__:x',
  ]) {
    assert.ok(
      parseQuery(text).terms.every(({ values }) => values.length > 0),
      text,
    );
  }
});
