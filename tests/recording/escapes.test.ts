import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { withoutEscapes } from '../../src/recording/escapes.ts';

test('token characters are freed from the escapes of JSON, URLs and HTML', () => {
  const escaped: Readonly<Record<string, string>> = {
    '\\u0041b': 'Ab',
    '\\u002d\\u002D': '--',
    'a\\/b': 'a/b',
    '\\\\u0041': 'A',
    '\\\\\\/': '/',
    '%41%2fb%2F': 'A/b/',
    '%2541%25252f': 'A/',
    '&#65;&#x2F;&#x3d;': 'A/=',
  };
  for (const [text, plain] of Object.entries(escaped)) assert.equal(withoutEscapes(text), plain, text);
});

test('other escapes stay, those that JSON could not do without above all', () => {
  for (const text of [
    '\\u0022',
    '\\"',
    '\\\\',
    '\\n',
    '\\u00e4',
    '%22',
    '%25',
    '%C3%A4',
    '&#34;',
    '&amp;',
    '&#x;',
    '&#9999;',
  ]) {
    assert.equal(withoutEscapes(text), text);
  }
  for (const text of ['\\', '%', '%4', '&', '&#', '&#6', '\\u', '\\u004', '%25', '50% \\o/ &c.']) {
    assert.equal(withoutEscapes(text), text);
  }
});

test('what encodes a text of token characters comes back as that text', () => {
  const characters = 'abzAZ019_+/=.~-';
  const token = fc.string({ unit: fc.constantFrom(...characters), maxLength: 20 });
  const spellings: readonly ((character: string) => string)[] = [
    character => character,
    character => `\\u00${character.charCodeAt(0).toString(16)}`,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    character => `&#${character.charCodeAt(0)};`,
  ];
  fc.assert(
    fc.property(token, fc.infiniteStream(fc.constantFrom(...spellings)), (value, spelling) => {
      const written = [...value].map(character => spelling.next().value?.(character) ?? character).join('');
      assert.equal(withoutEscapes(written), value);
    }),
  );
});

test('a JSON text stays one, and means the same but for what was escaped twice', () => {
  fc.assert(
    fc.property(fc.json(), text => {
      assert.doesNotThrow(() => JSON.parse(withoutEscapes(text)));
    }),
  );
});

test('a text of nothing but beginnings of escapes is read through in one go', () => {
  for (const piece of ['\\', '%', '%25', '&#', '&#x2', '\\u00', '%41']) {
    assert.equal(typeof withoutEscapes(piece.repeat(200_000)), 'string');
  }
});
