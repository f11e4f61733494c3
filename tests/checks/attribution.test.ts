import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedVerdicts, type JudgedVariants } from '../../src/checks/attribution.ts';

const verdicts = (verdict: string) => new Map([['a', verdict]]);
const [passed, failed] = [verdicts('passed'), verdicts('failed')];

const causeOf = (variants: Partial<JudgedVariants>, stored = passed): string | undefined =>
  changedVerdicts(stored, { recorded: passed, today: failed, todaysPages: passed, todaysNotes: passed, ...variants })[0]
    ?.cause;

test('a verdict that differs is put down to what makes it differ by itself', () => {
  assert.equal(causeOf({ today: passed }), undefined);
  assert.equal(causeOf({ todaysPages: failed }), 'the page changed');
  assert.equal(causeOf({ todaysNotes: failed }), 'the notes changed');
  assert.equal(
    causeOf({ todaysPages: failed, todaysNotes: failed }),
    'the page and its notes changed, and each would be enough',
  );
  assert.equal(causeOf({}), 'the page and its notes changed together');
});

test('the suite comes first, and what cannot be told is not told', () => {
  assert.equal(causeOf({ recorded: failed, todaysPages: failed, todaysNotes: failed }), 'the suite changed');
  assert.equal(causeOf({}, new Map()), 'the suite changed');
  assert.match(causeOf({ todaysPages: undefined }) ?? '', /^the page or its notes changed: .* cannot be told$/);
  assert.match(causeOf({ recorded: undefined }) ?? '', /^the suite, the page or its notes changed/);
});
