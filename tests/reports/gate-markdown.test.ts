import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decisionOn } from '../../src/comparison/release-decision.ts';
import { gateMarkdown } from '../../src/reports/gate-markdown.ts';
import { againstBaseline, alone, failing, passing, toldOf } from './gated-runs.ts';

const headings = (markdown: string): string[] => markdown.match(/^#+ .*$/gm) ?? [];

test('the summary begins with whether the release passes, and shows no empty table', () => {
  const markdown = gateMarkdown(alone(passing));
  assert.deepEqual(headings(markdown), ['# ✓ `the embedded service` passes: conformant (embedded service)']);
  assert.match(markdown, /^- Verdict of the run: \*\*conformant \(embedded service\)\*\*\. /m);
});

test('what failed has a row with its reason, and what changed stands before it', () => {
  const markdown = gateMarkdown(againstBaseline(passing, failing));
  const [first, changes, regressions, open] = headings(markdown);
  assert.match(first ?? '', /^# ✗ `the embedded service` does not pass: 1 regression; \d+ checks unchanged$/);
  assert.equal(changes, '## What changed since the baseline');
  assert.equal(regressions, '### Regressions (1)');
  assert.equal(open, '## ✗ Failed (1)');
  assert.match(markdown, /^\| `vbs\/v3\/show-backup\/status\/405` \| `PATCH without a body: expected 405, got 404/m);
  const [known] = headings(gateMarkdown(againstBaseline(failing, failing)));
  assert.match(known ?? '', /^# ✓ .* passes: Nothing changed/);
});

test('unproven checks with one reason are one row, and waived ones name who accepted them', () => {
  const told = toldOf(failing);
  const waiver = { id: 'no-405', reason: 'It | was so.', owner: 'storage team', until: '2126-06-30' };
  const checks = told.checks.map(one =>
    one.verdict === 'failed'
      ? { ...one, verdict: 'waived' as const, waivers: [waiver] }
      : { ...one, verdict: 'unproven' as const, message: 'VBS_HTTP_PROXY is not set' },
  );
  const report = { ...told, checks };
  const markdown = gateMarkdown({ report, comparison: undefined, decision: decisionOn(report, undefined) });
  assert.match(markdown, /^\| .*<br>waived by `no-405, storage team, until 2126-06-30: It \\\| was so\.` \|$/m);
  assert.equal(markdown.match(/VBS_HTTP_PROXY is not set/g)?.length, 1);
  assert.match(markdown, new RegExp(`and ${checks.length - 2} more \\|`));
});

test('text of a service ends neither its cell nor its line', () => {
  const told = toldOf(failing);
  const message = 'a|b`c\n| new row\n</details><script>@all';
  const report = { ...told, checks: told.checks.map(one => ({ ...one, message })) };
  const markdown = gateMarkdown({ report, comparison: undefined, decision: decisionOn(report, undefined) });
  const row = markdown.match(/^\| .*a\\\|b.*$/m)?.[0] ?? '';
  assert.match(row, / \| ``a\\\|b`c\\u\{a\}\\\| new row\\u\{a\}<\/details><script>@all`` \|$/);
});
