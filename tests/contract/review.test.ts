import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { notesOf, parseNotes, SpecificationError } from '../../src/contract/notes.ts';
import { review } from '../../src/contract/review.ts';
import { witnessFromObservation } from '../../src/documentation/witness.ts';
import { formatProblems } from '../../src/text/file-format.ts';
import { readFacts } from '../documentation/read-facts.ts';
import { pageOf, smallPage } from '../documentation/small-page.ts';

const format = JSON.parse(readFileSync(path.join(packageRoot(), 'schemas/formats/page-notes.schema.json'), 'utf8'));
const thing = { id: 'x', count: null, 'acl:owner': 'me', colour: 'green', url: 'http://a.test/v3/p/things/x' };
const facts = readFacts(smallPage(JSON.stringify({ thing })));
const witness = witnessFromObservation(
  'thing/seen.txt',
  `HTTP/1.1 200 OK\n\n${JSON.stringify({ thing: { ...thing, id: null } })}`,
);

const good = `
rulings:
  - on: [null/count]
    decision: nullable
    reason: because
  - on: [values/colour]
    decision: more-values
    values: [green]
    reason: because
  - on: [null/id]
    observed: seen.txt
    decision: nullable
    reason: because
meanings:
  - on: response/count
    says: How many
    rule: not-negative
steady: { always: [id], while: [colour] }
confidential: [url]
media-type: { value: application/json, cites: [{ source: a standard }] }
`;

const problems = (text: string): string[] =>
  review(facts, [{ name: 'seen.txt', witness }], notesOf('thing.yaml', parseNotes('thing.yaml', text)));
const changed = (from: string, to: string): string[] => {
  assert.ok(good.includes(from));
  return problems(good.replace(from, to));
};

test('rulings and meanings that fit the page pass the review', () => {
  assert.deepEqual(problems(good), []);
});

test('what does not fit is told with file and line', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    [
      '[null/count]',
      '[null/url]',
      /^thing\.rst:21: `count` .* \(thing\.rst:\d+\): there is no ruling on "null\/count"/,
    ],
    [
      '[null/count]',
      '[null/count, null/url]',
      /^thing\.yaml:3: there is a ruling on "null\/url", but the page has no such contradiction/,
    ],
    ['[green]', '[yellow]', /^thing\.rst:25: .* does not have "green" in its values/],
    [
      '[null/id]',
      '[null/id, null/url]',
      /^thing\.yaml:10: there is a ruling on "null\/url", but seen\.txt does not show it/,
    ],
    ['observed: seen.txt', 'observed: lost.txt', /^thing\.yaml:10: there is no observation "lost.txt"/],
    [
      'says: How many',
      'says: How much',
      /^thing\.yaml:15: the meaning of "response\/count" quotes "How much", but the page says "How many" \(thing\.rst:21\)/,
    ],
    [
      'on: response/count',
      'on: response/amount',
      /^thing\.yaml:15: there is a meaning of "response\/amount", but the page has no such field/,
    ],
    ['always: [id]', 'always: [ident]', /^thing\.yaml:1: "ident" is not a field of the resource/],
  ];
  for (const [from, to, expected] of cases) assert.match(changed(from, to)[0] ?? 'nothing told', expected);
});

test('a file that has not the format is refused with the line of each mistake', () => {
  const refusal = (text: string): readonly string[] => {
    try {
      return formatProblems('thing.yaml', parseNotes('thing.yaml', text), format);
    } catch (error) {
      assert.ok(error instanceof SpecificationError);
      return error.problems;
    }
  };
  assert.match(
    refusal(good.replace('    reason: because', '    reason: because\n    ticket: 7'))[0] ?? '',
    /^thing\.yaml:6: .*unknown key "ticket"/,
  );
  assert.match(refusal(good.replace('decision: nullable', 'decision: maybe'))[0] ?? '', /^thing\.yaml:4: /);
  assert.match(refusal(good.replace('rule: not-negative', 'rule: nice'))[0] ?? '', /^thing\.yaml:1[567]: /);
  assert.match(refusal('rulings: [')[0] ?? '', /^thing\.yaml:1: /);
  assert.match(refusal('')[0] ?? '', /^thing\.yaml:1: /);
});

test('names in steady and confidential are those of the resource, as ruled', () => {
  const list = readFacts(
    pageOf({
      tables: {
        Fields: [['things', 'list<dict>', 'Things']],
        'thing field description': [
          ['id', 'string', 'ID'],
          ['things_links', 'list<dict>', 'Links'],
        ],
      },
      example: '{"things": [{"id": "x"}], "things_links": []}',
    }),
  );
  const told = (decision: string, confidential: string): string[] => {
    const text = `
rulings:
  - on: [place/things_links]
    decision: ${decision}
    reason: because
meanings: []
steady: { always: [id], while: [] }
confidential: [${confidential}]
media-type: { value: application/json, cites: [] }
`;
    const parsed = parseNotes('thing.yaml', text);
    assert.deepEqual(formatProblems('thing.yaml', parsed, format), []);
    return review(list, [], notesOf('thing.yaml', parsed));
  };
  assert.deepEqual(told('stands', 'id, things_links'), []);
  assert.deepEqual(told('other-place', 'id'), []);
  assert.deepEqual(told('other-place', 'things_links'), [
    'thing.yaml:1: "things_links" is not a field of the resource; remove it or correct the name.',
  ]);
  assert.deepEqual(told('stands', 'things'), [
    'thing.yaml:1: "things" is not a field of the resource; remove it or correct the name.',
  ]);
});
