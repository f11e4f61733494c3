import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageOf } from '../documentation/small-page.ts';
import { writePages } from '../endpoints/own-pages.ts';
import { command, inNewFolder } from './command.ts';

const project = '5c0ffee1d1e24c0b9a6d3b7e8f901234';
const widget = (id: string, state: string) => ({
  id,
  state,
  links: [
    { rel: 'self', href: `https://shop.test/v3/${project}/widgets/${id}` },
    { rel: 'bookmark', href: `https://shop.test/${project}/widgets/${id}` },
  ],
});

/** A page about a list that says little: nothing of a limit or a next page, and no operation shows an item. */
const page = pageOf({
  path: '/v3/{project_id}/widgets',
  query: [
    ['state', 'No', 'string', 'Only those in this state: **ready** or **broken**'],
    ['offset', 'No', 'int', 'How many to skip'],
  ],
  tables: {
    'Parameter description': [
      ['widgets', 'list', 'The widgets'],
      ['id', 'string', 'ID of the widget'],
      ['state', 'string', 'How it is'],
      ['links', 'list', 'Addresses of the widget. See the links field description.'],
    ],
    '**links** field description': [
      ['href', 'string', 'Where'],
      ['rel', 'string', 'How that is related: **self** or **bookmark**'],
    ],
  },
  example: JSON.stringify(
    { widgets: [widget('widget-a', 'ready'), widget('widget-b', 'ready'), widget('widget-c', 'ready')] },
    null,
    2,
  ),
  abnormal: [['401 Unauthorized', 'The token is not good.']],
});

const notes = `
rulings: []
meanings:
  - { on: response/envelope, says: The widgets, rule: items }
  - { on: response/id, says: ID of the widget, rule: identified-by }
  - { on: response/links, says: Addresses of the widget. See the links field description., rule: links-to-this-resource }
  - { on: response/links/item/rel, says: "How that is related: self or bookmark", rule: relation-types, more: next }
  - { on: request/offset, says: How many to skip, rule: offset }
  - { on: request/state, says: "Only those in this state: ready or broken", rule: filter, field: state, match: exact }
steady: { always: [id, links], while: [state] }
confidential: [id]
media-type: { value: application/json, cites: [] }
`;

test('a list page of the user has its mutants and variants, too', async () => {
  await inNewFolder(async folder => {
    writePages(`${folder}/my`, { 'shop/v3/list-widgets.rst': page, 'shop/v3/list-widgets.yaml': notes });
    const { status, stdout, stderr } = await command(['mutation', '--specs', 'my'], {}, folder);
    assert.equal(stderr, '');
    for (const kind of ['items', 'links', 'paging', 'filters', 'unsteady']) {
      assert.match(stdout, new RegExp(`^\\| ${kind} \\| \\d+ \\| 100 % \\| 0 \\| 0 \\|$`, 'm'), kind);
    }
    assert.match(stdout, /false alarms: 0/);
    assert.doesNotMatch(stdout, /^(?:survived|misattributed|false alarm):/m);
    assert.equal(status, 0, stdout);
  });
});
