import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import { matrixOf } from '../../src/matrix/join.ts';
import type { MatrixEntry } from '../../src/matrix/matrix-entry.ts';
import { closeBrowser, opened, skip, writtenPage } from './browser.ts';
import { hostileEntry } from './hostile-entry.ts';
import { releases } from './release-entries.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vbs-conformance-'));
after(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const edition = releases[0]?.edition ?? { sha256: '' };

/** Some facts of each form: axe looks at every cell, and takes its time for it. */
const some = (entry: MatrixEntry): MatrixEntry => {
  const checks = entry.report.checks.filter(({ id }) =>
    /\/show-backup\/(?:status|refusal|steady|error\/40[13])/.test(id),
  );
  return { ...entry, report: { ...entry.report, checks } };
};

const few = writtenPage(folder, 'few.html', matrixOf(releases.map(some), [edition], 'test'));
const mixed = releases.flatMap(one => [one, { ...one, edition: { sha256: 'a'.repeat(64) } }, hostileEntry()]);
const many = writtenPage(folder, 'many.html', matrixOf(mixed.map(some), [edition], 'test'));

const states = {
  'all facts': [few, ''],
  'many products, filtered, with a problem': [many, '#q=verdict:failed%20colour:red'],
  'a finding': [few, '#fact=vbs/v3/show-backup/status/403&column=openstack-cinder-victoria'],
  'a fact and the text of its page': [few, '#fact=vbs/v3/show-backup/status/403'],
  'a product': [few, '#column=openstack-cinder-zed'],
  'a comparison': [few, '#q=is:changed&baseline=openstack-cinder-zed&current=openstack-cinder-victoria'],
} as const;

const views = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
} as const;

for (const [state, [address, hash]] of Object.entries(states)) {
  for (const [view, size] of Object.entries(views)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      // The page's policy lets no script of others in, so it is bypassed for axe.
      const options = { ...size, colorScheme, bypassCSP: true };
      test(`axe finds nothing: ${state}, ${view}, ${colorScheme}`, { skip }, () =>
        opened(address + hash, options, async ({ page }) => {
          await page.evaluate(axe);
          const results = (await page.evaluate('axe.run()')) as AxeResults;
          const found = results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
          assert.deepEqual(found, []);
          assert.ok(results.passes.some(({ id }) => id === 'color-contrast'));
        }),
      );
    }
  }
}

test('the legend has nothing that axe finds, either', { skip }, () =>
  opened(few, { ...views.desktop, bypassCSP: true }, async ({ page }) => {
    await page.getByRole('button', { name: 'Legend' }).click();
    await page.evaluate(axe);
    const results = (await page.evaluate('axe.run()')) as AxeResults;
    assert.deepEqual(
      results.violations.map(({ id }) => id),
      [],
    );
  }),
);
