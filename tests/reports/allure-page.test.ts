import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finishedPage, type PageExtras } from '../../src/reports/allure-page.ts';

const extras: PageExtras = { order: ['b', 'a', 'c'], pages: {}, isSimulated: false, hasHistory: false };

/** A part of the page as Allure writes it. */
const widget = (name: string, data: unknown): string =>
  `<script>d("widgets/${name}.json","${Buffer.from(JSON.stringify(data)).toString('base64')}")</script>`;

/** What a page that is made of this one has as such a part. */
function widgetIn(html: string, name: string): unknown {
  const [, data = ''] = new RegExp(`"widgets/${name}\\.json","([^"]*)"`).exec(html) ?? [];
  return JSON.parse(Buffer.from(data, 'base64').toString('utf8'));
}

const pageOf = (...elements: readonly string[]): string =>
  `<html><head><title>t</title></head><body>${elements.join('\n')}</body></html>`;

test('scripts that load or call analytics are removed, however they are written, and no other', () => {
  const kept = '<script defer src="data:text/javascript;base64,Z3RhZygp"></script>';
  const html = finishedPage(
    pageOf(
      kept,
      '<script src="https://www.googletagmanager.com/gtag/js?id=G-1" async></script>',
      '<script type="text/javascript">\nfunction gtag(){}\n</script>',
      "<script>gtag('config', 'G-1')</script>",
    ),
    extras,
  );
  assert.doesNotMatch(html, /googletagmanager|gtag/);
  assert.ok(html.includes(kept));
});

test('the share of success has no numbers, of all tests and of each environment', () => {
  const slices = { slices: [{ status: 'passed', count: 1 }], percentage: 100 };
  const html = finishedPage(pageOf(widget('pie_chart', slices), widget('default/pie_chart', slices)), extras);
  assert.deepEqual(widgetIn(html, 'pie_chart'), { slices: [] });
  assert.deepEqual(widgetIn(html, 'default/pie_chart'), { slices: [] });
});

test('groups and tests come in the given order', () => {
  const tree = {
    root: { groups: ['g2', 'g1'], leaves: [] },
    groupsById: { g1: { name: 'one', leaves: ['a', 'b'] }, g2: { name: 'two', leaves: ['c'] } },
    leavesById: { a: { groupOrder: 1 }, b: { groupOrder: 2 }, c: { groupOrder: 1 } },
  };
  const html = finishedPage(pageOf(widget('tree', tree), widget('default/nav', ['a', 'b', 'c'])), extras);
  assert.deepEqual(widgetIn(html, 'tree'), {
    root: { groups: ['g1', 'g2'], leaves: [] },
    groupsById: { g1: { name: 'one', groups: [], leaves: ['b', 'a'] }, g2: { name: 'two', groups: [], leaves: ['c'] } },
    leavesById: { a: { groupOrder: 2 }, b: { groupOrder: 1 }, c: { groupOrder: 3 } },
  });
  assert.deepEqual(widgetIn(html, 'default/nav'), ['b', 'a', 'c']);
});

test('no text of a page ends the element that it stands in, and each is there as it is', () => {
  const pages = { 'specs/a.rst': 'one</script><script>alert(1)</script>\n$& <!-- ' };
  const html = finishedPage(pageOf(), { ...extras, pages });
  assert.doesNotMatch(html, /alert\(1\)<\/script>/);
  const [, data = ''] = /<script type="application\/json" id="cited-pages">(.*?)<\/script>/s.exec(html) ?? [];
  assert.deepEqual(JSON.parse(data), pages);
});

test('where there was no run before, the history is hidden', () => {
  const hidden = /test-result-tab-history[^}]*\{ display: none/;
  assert.match(finishedPage(pageOf(), extras), hidden);
  assert.doesNotMatch(finishedPage(pageOf(), { ...extras, hasHistory: true }), hidden);
});

test('only of the embedded service the number of the passed is called simulated', () => {
  assert.match(finishedPage(pageOf(), { ...extras, isSimulated: true }), /content: "simulated"/);
  assert.doesNotMatch(finishedPage(pageOf(), extras), /content: "simulated"/);
});
