import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeAt, spaceAt } from '../../src/recording/escapes.ts';

test('an escape of JSON, of a URL or of HTML stands for a character', () => {
  const escapes: Readonly<Record<string, string>> = {
    '\\u0041': 'A',
    '\\u002D': '-',
    '\\\\u0041': 'A',
    '\\/': '/',
    '\\\\\\/': '/',
    '\\x41': 'A',
    '\\n': '\n',
    '\\\\r': '\n',
    '%41': 'A',
    '%2f': '/',
    '%2541': 'A',
    '%25252f': '/',
    '%25': '%',
    '%C3': '\u00c3',
    '&#65;': 'A',
    '&#x2F;': '/',
    '&#x0003d;': '=',
    '&amp;': '&',
    '&QUOT;': '"',
  };
  for (const [written, character] of Object.entries(escapes)) {
    assert.deepEqual(escapeAt(written, 0), [character.charCodeAt(0), written.length], written);
  }
});

test('anything else stands for itself', () => {
  for (const text of [
    '\\',
    '\\"',
    '\\u',
    '\\u004',
    '\\u0100',
    '%',
    '%4',
    '%zz',
    '&',
    '&#',
    '&#6',
    '&x;',
    '&#9999;',
    'a',
  ]) {
    assert.equal(escapeAt(text, 0), undefined, text);
  }
  assert.equal(escapeAt('\\\\u0041', 1), undefined, 'the second of two backslashes is part of the escape');
});

test('white space stands for nothing', () => {
  for (const space of ' \t\r\n') assert.deepEqual(spaceAt(space, 0), [undefined, 1]);
  assert.equal(spaceAt('a', 0), undefined);
});
