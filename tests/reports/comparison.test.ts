import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { packageRoot } from '../../src/cli/package-root.ts';
import { gateKinds } from '../../src/comparison/gate.ts';
import { comparisonJson } from '../../src/reports/comparison-json.ts';
import { comparisonMarkdown } from '../../src/reports/comparison-markdown.ts';
import { comparisonScreen } from '../../src/reports/comparison-screen.ts';
import { headings } from '../../src/reports/comparison-words.ts';
import { inColour } from '../../src/reports/paint.ts';
import { jsonMisfit } from '../../src/text/json-misfit.ts';
import { check } from '../comparison/sample-runs.ts';
import { hostile } from './hostile-words.ts';
import { comparisonWith, unchanged } from './sample-comparison.ts';
import { pipe, wide } from './terminals.ts';

const every = comparisonWith();
const format = JSON.parse(readFileSync(path.join(packageRoot(), 'schemas/formats/comparison.schema.json'), 'utf8'));
const many = Array.from({ length: 1000 }, (_, index) => ({
  ...check(`vbs/v3/show-backup/many/${index}`, 'failed', `backup.${index}`),
  title: 'a rule of many words that is longer than a terminal has columns, so that it has to be broken into lines',
}));
const spoken = '`` @everyone #1 <img src=x> [a](http://b.test) \n# heading | cell';
const spoilt = comparisonWith({
  also: [hostile, spoken].map(words => ({ ...check(`id ${words}`, 'failed', words), title: words, message: words })),
  drifts: [
    { kind: 'error-text', operation: hostile, place: spoken, before: hostile, after: spoken, exchanges: [spoken] },
  ],
});

test('the screen shows every kind of difference, the most urgent first, and last the sums', () => {
  const screen = comparisonScreen(every, pipe);
  const places = gateKinds.map(kind => screen.indexOf(`${headings[kind]} (`));
  assert.ok(places.every(place => place > 0));
  assert.deepEqual(
    places,
    [...places].sort((one, other) => one - other),
  );
  assert.ok(screen.indexOf('checks        baseline   current') > Math.max(...places));
  assert.match(
    screen,
    /\n2 regressions, 1 no longer proven, 1 not seen, .*; 1 check unchanged\.\nExit status 1: .*: regression, drift\.$/,
  );
  assert.match(screen, /^! Different suites: vbs-conformance 1\.0\.0, then vbs-conformance 1\.1\.0\.$/m);
});

test('a change shows rule, new deviations and those that are gone; one that is not seen stays known', () => {
  const screen = comparisonScreen(every, pipe);
  for (const lines of [
    [
      'vbs/v3/show-backup/status/405',
      '~ failed → waived, MUST: a rule',
      '  new     status/405/other: type, expected integer, got string',
      '  gone    status/405/trace: type, expected integer, got string',
    ],
    [
      'vbs/v3/show-backup/links/next/more',
      '– failed → inapplicable, MUST: a rule',
      '  known   next: type, expected integer, got string',
      '  because there is no such link',
    ],
    [
      '~ type  show-backup: backup.fail_reason',
      '  before  null',
      '  now     null or string',
      '  in      show, follow/self, show-again and 1 more',
    ],
  ]) {
    assert.ok(screen.includes(`\n${lines.join('\n')}\n`), lines[0]);
  }
});

test('where nothing changed, the screen says so', () => {
  assert.match(
    comparisonScreen(unchanged(), pipe),
    /\n\nNothing changed; 8 checks unchanged\.\nExit status 0: there is no difference of a kind that fails: regression\.$/,
  );
});

test('it fits 80 columns, however much there is, and whatever services wrote', () => {
  const ids = readFileSync(path.join(packageRoot(), 'tests/checks/check-ids.txt'), 'utf8').trimEnd().split('\n');
  const longest = ids.reduce((one, other) => (other.length > one.length ? other : one));
  const withLongest = comparisonWith({ also: [check(longest, 'failed', 'backup.os-backup-project-attr:tenant_id')] });
  for (const one of [every, comparisonWith({ also: many }), spoilt, withLongest]) {
    const lines = comparisonScreen(one, wide(80)).split('\n');
    assert.deepEqual(
      lines.filter(line => line.length > 80),
      [],
    );
    assert.ok(lines.length < 250);
  }
  assert.match(
    comparisonScreen(comparisonWith({ also: many }), wide(80)),
    /^ {2}and 982 more; --json writes all of them$/m,
  );
});

test('nothing that a service wrote controls the terminal', () => {
  assert.doesNotMatch(comparisonScreen(spoilt, wide(80)), /[\u0000-\u0009\u000b-\u001f\u202e]/u);
  const coloured = comparisonScreen(spoilt, { columns: 80, paint: inColour });
  assert.equal(stripVTControlCharacters(coloured), comparisonScreen(spoilt, wide(80)));
});

test('in Markdown what a service wrote stands in code spans, so that it means nothing', () => {
  const text = comparisonMarkdown(spoilt);
  const outside = text.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, '');
  assert.doesNotMatch(outside, /everyone|<|img|alert|a\.test|b\.test|heading \|/);
  assert.doesNotMatch(text, /^# heading/m);
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u202e]/u);
});

test('Markdown has every kind of difference, and fits a comment on GitHub', () => {
  const text = comparisonMarkdown(every);
  for (const kind of gateKinds) assert.ok(text.includes(`\n### ${headings[kind]} (`), kind);
  assert.match(text, /^## ✗ 2 regressions, /);
  assert.match(comparisonMarkdown(unchanged()), /^## ✓ Nothing changed; 8 checks unchanged\n/);
  const words = 'many words '.repeat(500);
  const long = many.map((one, index) => ({
    ...check(`${one.id} ${words}`, 'failed', ...[1, 2, 3, 4].map(place => `${place} ${words}`)),
    message: words,
    verdict: index % 2 === 0 ? ('failed' as const) : ('unproven' as const),
  }));
  const full = comparisonMarkdown(
    comparisonWith({ also: long, drifts: many.map(() => every.drift.found[0]).filter(one => one !== undefined) }),
  );
  assert.ok(full.length < 65_536, String(full.length));
});

test('JSON has its format, and everything', () => {
  for (const one of [every, unchanged(), spoilt, comparisonWith({ also: many })]) {
    const content = JSON.parse(comparisonJson(one, 'vbs-conformance 1.1.0'));
    assert.equal(jsonMisfit(content, format), undefined);
    assert.equal(content.changes.length, one.changes.length);
  }
  const { exitStatus, sums, failOn } = JSON.parse(comparisonJson(every, 'suite'));
  assert.deepEqual([exitStatus, failOn, sums.regression, sums.drift, sums.fix], [1, ['regression', 'drift'], 2, 1, 1]);
});
