import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describedField, jsonType } from '../../src/documentation/parameter-table.ts';

test('type words of the family', () => {
  const words = {
    string: 'String datetime',
    integer: 'int Integer long',
    number: 'float double',
    boolean: 'bool Boolean',
    object: 'dict Object map<string,string> dict<x>',
    array: 'list list<dict> List<resource_tag> array list<map<String,String>>',
  };
  for (const [type, all] of Object.entries(words)) {
    for (const word of all.split(' ')) assert.equal(jsonType(word), type, word);
  }
  assert.equal(jsonType('Array of objects'), 'array');
  assert.equal(jsonType('map<string, string>'), 'object');
  for (const word of ['', 'odd', 'stringy', 'list-like']) assert.equal(jsonType(word), undefined, word);
});

test('titles of tables that describe a field', () => {
  const titles: readonly (readonly [string, string | undefined])[] = [
    ['links field description', 'links'],
    ['link parameter description', 'link'],
    ['Parameters in the volumes field', 'volumes'],
    ['Parameter in the os:x-y field', 'os:x-y'],
    ['Table 4 Parameter description of field extend_info', 'extend_info'],
    ['Parameter description', undefined],
    ['Table 3 Parameter description', undefined],
    ['Response parameters', undefined],
  ];
  for (const [title, field] of titles) {
    assert.equal(describedField({ line: 1, column: 1, title, section: [], header: [], rows: [] }), field, title);
  }
});
