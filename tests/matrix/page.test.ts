import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { matrixOf } from '../../src/matrix/join.ts';
import { closeBrowser, type Opened, opened, skip, writtenPage } from './browser.ts';
import { hostileEntry } from './hostile-entry.ts';
import { largeMatrix } from './large-matrix.ts';
import { releases } from './release-entries.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vbs-conformance-'));
after(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

const matrix = matrixOf(releases, [releases[0]?.edition ?? { sha256: '' }], 'vbs-conformance test');
const address = writtenPage(folder, 'releases.html', matrix);
const large = writtenPage(folder, 'large.html', largeMatrix(50, 500));
const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** How many rows of facts are shown. */
const shownRows = (page: Page): Promise<number> => page.locator('tbody tr:not(.group):not([hidden])').count();
const titles = (page: Page): Promise<string[]> =>
  page.locator('tbody tr:not(.group):not([hidden]) .rule').allTextContents();
const detail = (page: Page) => page.locator('#detail');

/** The cell of a fact and a column. */
const cell = (page: Page, id: string, column: number) =>
  page.locator('tr', { has: page.getByText(id, { exact: true }) }).locator(`td[data-column="${column}"]`);

function assertClean({ complaints, asked }: Opened): void {
  assert.deepEqual([...complaints], []);
  assert.deepEqual([...asked], []);
}

test('the page shows all facts and products, and asks nothing of a network', { skip }, () =>
  opened(address, desktop, async one => {
    const { page } = one;
    assert.equal(await shownRows(page), matrix.rows.length);
    assert.equal(await page.locator('thead button').count(), 3);
    const head = page.getByRole('columnheader').filter({ hasText: 'Cinder victoria' });
    assert.match((await head.textContent()) ?? '', /OpenStack.*2026-11-26.*core.*✗.*violations/);
    assert.equal(await page.locator('#count').textContent(), `${matrix.rows.length} of ${matrix.rows.length} facts`);
    assertClean(one);
  }),
);

test('a query filters, is in the address, and is read from it', { skip }, () =>
  opened(address, desktop, async one => {
    const { page } = one;
    await page.getByRole('searchbox').fill('is:different verdict:failed op:show-backup');
    assert.equal(await shownRows(page), 3);
    assert.match(page.url(), /#q=is:different%20verdict:failed%20op:show-backup$/);
    await page.reload();
    assert.equal(await shownRows(page), 3);
    await page.getByRole('button', { name: 'Failed' }).click();
    assert.match(await page.getByRole('searchbox').inputValue(), /verdict:failed,waived$/);
    await page.getByRole('searchbox').fill('colour:red');
    assert.match((await page.getByRole('alert').textContent()) ?? '', /^There is no “colour:”/);
    await page.getByRole('searchbox').fill('"nothing says this"');
    assert.equal(await page.locator('#nothing').isVisible(), true);
    assertClean(one);
  }),
);

test('a cell opens expected, got, citation and exchange; going back closes it', { skip }, () =>
  opened(address, desktop, async one => {
    const { page } = one;
    await cell(page, 'show-backup/status/403', 0).click();
    const text = (await detail(page).textContent()) ?? '';
    assert.match(
      text,
      /failed, observed.*Expected403Got200.*show-backup\.rst:\d+.*show-backup\/status\/403\/no-role.*GET http/s,
    );
    assert.match((await detail(page).locator('.excerpt [aria-current]').textContent()) ?? '', /403 Forbidden/);
    assert.match(page.url(), /fact=vbs\/v3\/show-backup\/status\/403&column=openstack-cinder-victoria$/);
    await page.goBack();
    assert.equal(await detail(page).isVisible(), false);
    await cell(page, 'show-backup/status/403', 1).click();
    assert.doesNotMatch((await detail(page).textContent()) ?? '', /Exchanges/);
    await page.keyboard.press('Escape');
    assert.doesNotMatch(page.url(), /fact=/);
    assertClean(one);
  }),
);

test("the first cell of a row opens the page's text at the line of its fact", { skip }, () =>
  opened(address, desktop, async one => {
    const { page } = one;
    await page.getByRole('button', { name: /show-backup\/status\/404$/ }).click();
    const line = detail(page).locator('.text.all [aria-current]');
    assert.match((await line.textContent()) ?? '', /404 Not Found/);
    const { top = 0, bottom = 0 } = await line.evaluate(element => element.getBoundingClientRect());
    assert.ok(top > 0 && bottom < 900, 'the line is in view');
    await page.keyboard.press('Escape');
    await page.locator('thead button').first().click();
    assert.match(
      (await detail(page).textContent()) ?? '',
      /core violations: 188 of 212 applicable MUSTs proven.*judged now from its recording/,
    );
    assertClean(one);
  }),
);

test('one column against another shows regressions and fixes', { skip }, () =>
  opened(address, desktop, async one => {
    const { page } = one;
    await page.getByRole('combobox', { name: 'Compare' }).selectOption({ label: 'OpenStack Cinder zed' });
    await page.getByRole('combobox', { name: 'to' }).selectOption({ label: 'OpenStack Cinder victoria' });
    assert.equal(await page.getByRole('searchbox').inputValue(), 'is:changed');
    assert.equal(await shownRows(page), 18);
    assert.match(
      (await page.locator('#changes').textContent()) ?? '',
      /^From OpenStack Cinder zed to OpenStack Cinder victoriaRegressions 9No longer proven 9385 unchanged/,
    );
    const boxes = await page
      .locator('thead button:visible')
      .evaluateAll(all => all.map(one => one.getBoundingClientRect().left));
    assert.ok((boxes[0] ?? 0) > (boxes[1] ?? 0), 'the baseline, which is the second column, stands first');
    await page.getByRole('button', { name: 'Regressions 9' }).click();
    assert.equal(await shownRows(page), 9);
    await page.getByRole('combobox', { name: 'to' }).selectOption('');
    assert.equal(await shownRows(page), matrix.rows.length);
    assertClean(one);
  }),
);

test('the keyboard reaches and opens every cell, and comes back to it', { skip }, () =>
  opened(`${address}#q=is:different`, desktop, async one => {
    const { page } = one;
    const focused = (): Promise<string> =>
      page.evaluate("(({ row, column }) => row + '/' + column)(document.activeElement.dataset)");
    await page.locator('tbody button:visible').first().focus();
    const first = (await focused()).split('/')[0];
    for (const [key, at] of [
      ['ArrowRight', `${first}/0`],
      ['End', `${first}/2`],
      ['ArrowUp', 'undefined/2'],
      ['ArrowDown', `${first}/2`],
      ['Home', `${first}/undefined`],
      ['ArrowRight', `${first}/0`],
    ] as const) {
      await page.keyboard.press(key);
      assert.equal(await focused(), at, key);
    }
    await page.keyboard.press('Enter');
    assert.equal(await detail(page).isVisible(), true);
    await page.keyboard.press('Escape');
    assert.equal(await focused(), `${first}/0`);
    assert.equal(await page.locator('#grid [tabindex="0"]').count(), 1);
    await page.getByRole('searchbox').fill('verdict:inapplicable');
    assert.equal(await page.locator('#grid [tabindex="0"]:visible').count(), 1);
    assertClean(one);
  }),
);

test('on a phone nothing is wider than the screen, and head and first column stay', { skip }, () =>
  opened(large, phone, async one => {
    const { page } = one;
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 390);
    await page.locator('#scroll').evaluate(element => element.scrollTo(500, 3000));
    const leftOf = (selector: string): Promise<number> =>
      page
        .locator(selector)
        .first()
        .evaluate(element => element.getBoundingClientRect().left);
    const boxes = [await leftOf('.corner'), await leftOf('#scroll'), await leftOf('tbody tr:not(.group) th')];
    assert.deepEqual(boxes, [0, 0, 0]);
    const head = await page.locator('thead').evaluate(element => element.getBoundingClientRect().top);
    const frame = await page.locator('#scroll').evaluate(element => element.getBoundingClientRect().top);
    assert.ok(Math.abs(head - frame) <= 1);
    await page.locator('td[data-column="12"]:visible').first().tap();
    assert.equal(await detail(page).isVisible(), true);
    assertClean(one);
  }),
);

test('50 products and 500 facts are shown and filtered', { skip }, () =>
  opened(large, desktop, async one => {
    const { page } = one;
    assert.equal(await page.locator('tbody td[data-column]').count(), 25_000);
    await page.getByRole('searchbox').fill('vendor:borealis verdict:failed');
    assert.equal(await page.locator('thead button:visible').count(), 5);
    assert.ok((await shownRows(page)) > 0);
    assertClean(one);
  }),
);

test('all that a vendor or a service wrote is text', { skip }, () => {
  const hostile = writtenPage(folder, 'hostile.html', matrixOf([hostileEntry(), ...releases], [], 'test'));
  return opened(hostile, desktop, async one => {
    const { page } = one;
    assert.equal(await page.title(), 'Conformance matrix');
    assert.equal(await page.locator('script').count(), 2);
    assert.equal(await page.locator('img, svg, iframe').count(), 0);
    await page.locator('thead button').first().click();
    assert.deepEqual(
      await detail(page)
        .locator('a')
        .evaluateAll(all => all.map(link => link.getAttribute('href'))),
      ['https://evil.example/"><script>document.title="obeyed"</script>'],
    );
    await page.keyboard.press('Escape');
    for (const place of [
      'td.v-failed[data-column="0"]',
      'td.v-unproven[data-column="0"]',
      'td.v-passed[data-column="0"]',
    ]) {
      await page.locator(place).first().click();
      await page.keyboard.press('Escape');
    }
    assert.ok((await titles(page)).some(title => title.includes('<img src=x')));
    assert.equal(await page.title(), 'Conformance matrix');
    assert.equal(await page.locator('img, svg, iframe').count(), 0);
    assertClean(one);
  });
});

test('a script that somebody smuggles into the page does not run', { skip }, () =>
  opened(address, desktop, async ({ page, complaints }) => {
    await page.evaluate(`
      const script = document.createElement('script');
      try { script.textContent = 'document.title = "obeyed"'; } catch (error) { console.log(error.message); }
      script.append('document.title = "obeyed"');
      document.body.append(script);
    `);
    assert.equal(await page.title(), 'Conformance matrix');
    assert.ok(complaints.some(text => /Content Security Policy|TrustedScript/.test(text)));
  }),
);
