import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownEditions } from '../../src/cli/editions.ts';
import { fileFormat } from '../../src/cli/file-formats.ts';
import { noticingOf } from '../../src/statement/noticing.ts';
import { readProduct } from '../../src/statement/product.ts';
import { type Stated, statementOf } from '../../src/statement/statement-of.ts';
import { statementPage } from '../../src/statement/statement-page.ts';
import { hostile } from '../reports/hostile-words.ts';
import { profiledOn, recordSmall, resultOn } from './small-service.ts';
import { productText } from './submissions.ts';

const recording = await recordSmall({ target: { faults: 'none', hooks: [] }, operations: ['show-backup'] });
const [edition] = knownEditions();
assert.ok(edition);
const operations = profiledOn(recording);
const stated = statementOf({
  recording,
  result: resultOn(recording),
  operations,
  edition,
  product: readProduct('PRODUCT.yaml', productText('Backup'), fileFormat('product')),
  validUntil: '2027-11-26',
  noticing: noticingOf(recording, operations.slice(-1)),
});

test('the page says what was tested, what it came to, and what the run could not have noticed', () => {
  const page = statementPage(stated);
  for (const part of [
    /^# `Acme Backup 1\.4`$/m,
    /^- Edition of the documentation: \d{4}\.\d\d, SHA-256 `[\da-f]{64}`$/m,
    /^\| core: what the service shows itself \| \*\*unproven\*\* \| \d+ \| \d+ \| 0 \| \d+ \|$/m,
    /^- observed, by a request that any client could send: \d+$/m,
    /^## What stayed unproven$/m,
    // A damage such as another error status takes the proof away, and shows no fault.
    /^.* A damage is noticed if the check of the fact, which passed, then fails or warns, or proves nothing any more\. /m,
    /^\| \*\*all\*\* \| \d+ \| \d+ \| \d+ \| \d+ \|$/m,
    /^ {4}npx vbs-conformance check --target small$/m,
  ])
    assert.match(page, part);
  assert.doesNotMatch(page, /\d %|score: /);
});

const spoken = '](javascript:alert(1)) @everyone #1 ``` | \n\n# heading';

/** The same with these words in place of all that others wrote. */
function spoilt(words: string): Stated {
  const product = Object.fromEntries(
    Object.entries(stated.product).map(([key, value]) => [key, key === 'type' ? value : words]),
  ) as unknown as Stated['product'];
  const cites = [{ source: words, line: 1 }];
  const deviation = { title: words, level: 'MUST', profile: 'core', verdict: 'failed', message: words, cites } as const;
  return {
    ...stated,
    product: { ...product, region: words },
    run: { ...stated.run, target: words, microversion: words },
    deviations: [{ ...deviation, check: words, deviations: [], more: 0 }],
    waivers: [{ id: words, check: words, reason: words, owner: words, until: words, ticket: words, checks: [] }],
    unproven: [{ reason: words, checks: [words] }],
    reproduce: words,
  };
}

test('what others wrote is text: it has no control characters, and stands in code', () => {
  for (const words of [hostile, spoken]) {
    const page = statementPage(spoilt(words));
    assert.doesNotMatch(page, /[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
    const outside = page.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, '').replace(/^ {4}.*$/gm, '');
    assert.doesNotMatch(outside, /script|javascript|@everyone|^# heading/m);
  }
});

test('tables end, and say how much more there is', () => {
  const many = Array.from({ length: 100 }, (_, index) => ({ reason: `reason ${index}`, checks: ['a'] }));
  assert.match(statementPage({ ...stated, unproven: many }), /^40 more are in `statement\.json`\.$/m);
});
