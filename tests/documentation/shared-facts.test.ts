import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { contradictionsOf } from '../../src/documentation/contradictions.ts';
import type { Facts, FieldFact } from '../../src/documentation/fact.ts';
import { factsOf } from '../../src/documentation/facts.ts';
import type { Page } from '../../src/documentation/page.ts';
import { readPage } from '../../src/documentation/reader.ts';
import { idsBelow } from './read-facts.ts';
import { everySharedPage, missing } from './shared-pages.ts';

const read = everySharedPage().map(({ name, text }) => {
  const page = readPage(name, text);
  return { name, text, page, ...factsOf(page) };
});

/** Whether a page is about a GET and has a JSON example below "Response". */
function isRead({ operations, examples }: Page): boolean {
  const answers = examples.filter(({ section }) => section.some(title => /response/i.test(title)));
  return operations[0]?.method === 'GET' && answers.some(({ json }) => json !== undefined);
}

suite('the facts of the shared pages', { skip: missing }, () => {
  test('every page about a GET with an example gives facts, or findings that say why not', () => {
    const reads = read.filter(({ page }) => isRead(page));
    assert.ok(reads.length > 80);
    for (const { name, facts, findings } of reads) assert.ok(facts || findings.length > 0, name);
    assert.ok(reads.filter(({ facts, findings }) => facts && findings.length === 0).length > 70);
  });

  test('a query in the operation is no part of its path, and its parameter is as its row says', () => {
    const shown = read.filter(({ page }) => page.operations.some(({ path }) => path.includes('?')));
    assert.equal(shown.length, 2);
    for (const { name, facts, findings } of shown) {
      assert.deepEqual(findings, [], name);
      assert.match(facts?.operation.path ?? '', /\/os-quota-sets\/\{target_project_id\}$/);
      assert.deepEqual(
        facts?.query.map(({ id, type, mandatory, words }) => [id, type, mandatory, words]),
        [['request/usage', 'string', true, ['true']]],
      );
    }
  });

  test('no page without a GET gives facts', () => {
    for (const { name, page, facts, findings } of read.filter(({ page }) => page.operations[0]?.method !== 'GET')) {
      assert.deepEqual([facts, findings.length], [undefined, 1], `${name}: ${page.operations[0]?.method}`);
    }
  });

  test('every finding has a place on its page, a rule and a sentence', () => {
    for (const { name, text, findings } of read) {
      const lines = text.split('\n');
      for (const { line, column, rule, sentence } of findings) {
        assert.ok(column >= 1 && column <= (lines[line - 1]?.length ?? 0), `${name}:${line}:${column}`);
        assert.match(rule, /^(?:rst|page|facts)\/[a-z]+(?:-[a-z]+)*$/);
        assert.match(sentence, /expected .+\.$/);
      }
    }
  });

  test('facts have ids of their own, and can be compared with their example', () => {
    for (const { name, facts } of read) {
      if (!facts) continue;
      const ids = [...idsBelow(facts.body.root), ...[...facts.parameters, ...facts.query].map(({ id }) => id)];
      assert.deepEqual(new Set(ids).size, ids.length, name);
      for (const { statement } of contradictionsOf(facts)) assert.notEqual(statement, '', name);
    }
  });
});

suite('the lists of backups', { skip: missing }, () => {
  const factsOn = (what: string): Facts => {
    const file = `vbs/api_description/vbs_backups/querying_${what}_about_vbs_backups_native_openstack_v3_api.rst`;
    const found = read.find(({ name }) => name === file);
    assert.deepEqual(found?.findings, []);
    return found?.facts as Facts;
  };
  const names = (fields: readonly FieldFact[] | undefined): readonly string[] => (fields ?? []).map(({ name }) => name);
  const filters = ['name', 'status', 'offset', 'limit', 'volume_id', 'with_count', 'name~', 'status~', 'volume_id~'];
  const since = [...Array(5).fill(undefined), '3.45', '3.31', '3.31', '3.31'];
  const states = ['available', 'error', 'restoring', 'creating', 'deleting', 'error_restoring'];

  for (const what of ['summary_information', 'details']) {
    test(`${what}: envelope and query`, () => {
      const { body, query, parameters, success } = factsOn(what);
      assert.deepEqual(
        [body.envelope?.id, body.envelope?.name, body.envelope?.type, success],
        ['response/envelope', 'backups', 'array', 200],
      );
      assert.deepEqual([names(body.root.members), parameters.length], [['backups'], 1]);
      assert.deepEqual(
        query.map(({ id, mandatory, since: version }) => [id, mandatory, version]),
        filters.map((name, index) => [`request/${name}`, false, since[index]]),
      );
      assert.deepEqual(query[1]?.words, states);
    });
  }

  test('summary: items, and the links that stand beside the list', () => {
    const facts = factsOn('summary_information');
    assert.deepEqual(idsBelow(facts.body.root).slice(2), [
      'response/id',
      'response/links',
      'response/links/item/href',
      'response/links/item/rel',
      'response/name',
      'response/backups_links',
      'response/backups_links/item/href',
      'response/backups_links/item/rel',
    ]);
    const rel = facts.body.envelope?.members[1]?.members[1];
    assert.deepEqual(rel?.words, ['next']);
    assert.deepEqual(
      contradictionsOf(facts).map(({ id }) => id),
      ['place/backups_links', 'version/links/item/href', 'values/links/item/rel', 'null/name'],
    );
  });

  test('details: items, their description and their owner', () => {
    const facts = factsOn('details');
    const items = facts.body.envelope?.members;
    assert.equal(items?.length, 19);
    assert.deepEqual(names(items?.find(({ name }) => name === 'description')?.members), ['DESC', 'INC']);
    const found = contradictionsOf(facts).map(({ id }) => id);
    for (const id of ['members/description', 'absent/count', 'absent/os-backup-project-attr:project_id']) {
      assert.ok(found.includes(id), id);
    }
  });
});
