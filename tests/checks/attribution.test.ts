import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  changedVerdicts,
  type JudgedVariants,
  type ReplacedPart,
  underCurrentIds,
  type VerdictsById,
} from '../../src/checks/attribution.ts';

const verdicts = (verdict: string) => new Map([['a', verdict]]);
const [passed, failed] = [verdicts('passed'), verdicts('failed')];

type Replaced = Readonly<Partial<Record<ReplacedPart, VerdictsById | undefined>>>;

const causeOf = (replaced: Replaced, others: Partial<JudgedVariants> = {}, stored = passed): string | undefined =>
  changedVerdicts(stored, {
    recorded: passed,
    today: failed,
    replaced: new Map(Object.entries(replaced) as [ReplacedPart, VerdictsById | undefined][]),
    ...others,
  })[0]?.cause;

test('a verdict that differs is put down to what makes it differ by itself', () => {
  assert.equal(causeOf({ 'the page': passed }, { today: passed }), undefined);
  assert.equal(causeOf({ 'the page': failed, 'the notes': passed, 'the waivers': passed }), 'the page changed');
  assert.equal(causeOf({ 'the page': passed, 'the notes': failed }), 'the notes changed');
  assert.equal(causeOf({ 'the waivers': failed }), 'the waivers changed');
  assert.equal(
    causeOf({ 'the page': failed, 'the notes': failed, 'the waivers': passed }),
    'the page and the notes changed, and each would be enough',
  );
  assert.equal(
    causeOf({ 'the notes': passed, 'the waivers': passed }),
    'the notes and the waivers changed together',
    'of the page nothing changed',
  );
});

test('the suite comes first, and what cannot be told is not told', () => {
  const both = { 'the page': failed, 'the notes': failed };
  assert.equal(causeOf(both, { recorded: failed }), 'the suite changed');
  assert.equal(causeOf({ 'the page': passed }, {}, new Map()), 'the suite changed');
  const misfit = { 'the page': undefined, 'the notes': undefined };
  assert.match(causeOf(misfit) ?? '', /^the page or its notes changed: .* cannot be told$/);
  assert.equal(causeOf({ ...misfit, 'the waivers': failed }), 'the waivers changed');
  assert.match(causeOf({}, { recorded: undefined }) ?? '', /^the suite, the page or its notes changed/);
});

test('a verdict on a check that has been renamed since is compared with that of its new name', () => {
  const renamed = new Map([['old', 'a']]);
  assert.deepEqual(underCurrentIds(new Map([['old', 'passed']]), renamed), passed);
  assert.deepEqual(underCurrentIds(passed, renamed), passed);
});
