import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatFault } from '../../src/text/data-format.ts';

const format = {
  type: 'object',
  additionalProperties: false,
  properties: { list: { type: 'array', items: { enum: ['a', 'b'] } } },
};

test('the first place that differs is named, with what is allowed there', () => {
  assert.equal(formatFault({ list: ['a'] }, format), undefined);
  assert.equal(
    formatFault({ list: ['a', 'c', 'd'] }, format),
    'list.1: must be equal to one of the allowed values (a, b)',
  );
  assert.equal(formatFault([], format), 'the whole: must be object');
  const key = 'k'.repeat(1000);
  assert.equal(
    formatFault({ [key]: 1 }, format),
    `the whole: must NOT have additional properties ("${'k'.repeat(100)}")`,
  );
});
