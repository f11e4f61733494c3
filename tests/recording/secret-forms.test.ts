import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formsOf, placeholder, withoutSecrets } from '../../src/recording/secret-forms.ts';
import { anyText } from '../text/any-text.ts';

const token = fc
  .string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGH0123456789_+/=.~-'),
    minLength: 16,
    maxLength: 60,
  })
  .filter(value => !/^[A-Z_]+$/.test(value));

const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');

const hex = (text: string): string => Buffer.from(text, 'latin1').toString('hex');

const characters = (text: string, spelled: (code: number, index: number) => string | undefined): string =>
  Array.from(text, (character, index) => spelled(character.charCodeAt(0), index) ?? '').join('');

/** How a service may hand a token back. */
const spellings: readonly ((value: string) => string)[] = [
  value => value,
  value => encodeURIComponent(value),
  value => encodeURIComponent(value).replace(/%../g, one => one.toLowerCase()),
  value => encodeURIComponent(encodeURIComponent(value)),
  value => value.replaceAll('/', '\\/'),
  value => JSON.stringify(JSON.stringify({ token: value })),
  value => value.replace(/./g, one => `\\u00${one.charCodeAt(0).toString(16)}`),
  value => base64(value),
  value => base64(`x${value}y`),
  value => base64(`X-Auth-Token: ${value}`),
  value => Buffer.from(`user:${value}:`, 'latin1').toString('base64url'),
  value => base64(value).replaceAll('/', '\\/'),
  value => encodeURIComponent(base64(value)),
  value => value.toUpperCase(),
  value => value.toLowerCase(),
  value => hex(value),
  value => hex(value).toUpperCase(),
  value => hex(`token=${value}`).replace(/.{32}/g, '$&\n'),
  value => base64(`X-Auth-Token: ${value}, and more`).replace(/.{64}/g, '$&\r\n'),
  value => JSON.stringify(base64(`{"token": "${value}"}`).replace(/.{20}/g, '$&\n')),
  value => encodeURIComponent(base64(value).replace(/.{10}/g, '$&\n ')),
  value => characters(value, code => `&#${code};`),
  value => characters(value, code => `&#x${code.toString(16)};`),
  value => characters(value, code => `&amp;#${code};`),
  value => characters(value, code => `\\u0026#${code};`),
  value => characters(value, code => `%26%23${code}%3B`),
  value => characters(value, code => `%5Cu00${code.toString(16)}`),
  value =>
    characters(value, (code, index) => [`%${code.toString(16)}`, `&#${code};`, `\\u00${code.toString(16)}`][index % 3]),
];

test('a token is found in every spelling, whatever stands around it', () => {
  fc.assert(
    fc.property(token, fc.constantFrom(...spellings), fc.string(), fc.string(), (value, spelling, before, after) => {
      const written = spelling(value);
      const { text, found } = withoutSecrets(
        `${before} ${written} ${after}`,
        formsOf([{ variable: 'OS_TOKEN', value }]),
      );
      assert.deepEqual(found, ['OS_TOKEN']);
      assert.ok(text.includes('<OS_TOKEN>'));
      assert.ok(!text.includes(written));
      assert.ok(!text.includes(value));
    }),
  );
});

test('a text without secrets stays as it is, escapes and all', () => {
  const forms = formsOf([{ variable: 'OS_TOKEN', value: 'gAAAAABcanary' }]);
  fc.assert(
    fc.property(fc.oneof(anyText(), fc.json()), text => {
      assert.deepEqual(withoutSecrets(text, forms), { text, found: [] });
    }),
  );
  const escaped = '{"href": "https:\\/\\/vbs.test\\/%41", "\\u0041": "&#65;"}';
  assert.deepEqual(withoutSecrets(escaped, forms), { text: escaped, found: [] });
});

test('other escapes stay where a token stands plainly', () => {
  const forms = formsOf([{ variable: 'OS_TOKEN', value: 'gAAAAABcanary' }]);
  assert.equal(withoutSecrets('%41 gAAAAABcanary \\u0041', forms).text, '%41 <OS_TOKEN> \\u0041');
  assert.equal(withoutSecrets('%41 gAAAAAB%63anary \\u0041', forms).text, '%41 <OS_TOKEN> \\u0041');
  assert.equal(withoutSecrets('a b%0Ac gAAAAAB\\ncan\n ary d', forms).text, 'a b%0Ac <OS_TOKEN> d');
});

test('a token that contains another one is replaced whole', () => {
  const secrets = [
    { variable: 'OS_TOKEN', value: 'canary-canary' },
    { variable: 'VBS_OTHER_TOKEN', value: 'canary-canary-longer' },
  ];
  assert.deepEqual(withoutSecrets('a canary-canary-longer b canary-canary', formsOf(secrets)), {
    text: 'a <VBS_OTHER_TOKEN> b <OS_TOKEN>',
    found: ['VBS_OTHER_TOKEN', 'OS_TOKEN'],
  });
});

test('secrets with signs that other notations quote', () => {
  for (const value of ['can"ary\\123', "can'ary%41", 'p\u00e4ss-canary', 'canary$&$1', '50%zz-canary']) {
    const forms = formsOf([{ variable: 'VBS_HTTP_PROXY', value }]);
    const latin1 = Buffer.from(value).toString('latin1');
    for (const written of [
      value,
      latin1,
      JSON.stringify(value),
      encodeURIComponent(value),
      Buffer.from(value).toString('base64'),
    ]) {
      const { text, found } = withoutSecrets(`-${written}-`, forms);
      assert.deepEqual(found, ['VBS_HTTP_PROXY'], written);
      assert.ok(!text.includes(value));
    }
  }
});

test('dollar signs in a text mean nothing', () => {
  assert.equal(
    withoutSecrets("$& canary-1 $' $1", formsOf([{ variable: 'OS_TOKEN', value: 'canary-1' }])).text,
    "$& <OS_TOKEN> $' $1",
  );
});

test('short parts of a secret are not looked for: they occur by chance', () => {
  const text = 'A body with letters, numbers 123 and aWQ.';
  assert.equal(withoutSecrets(text, formsOf([{ variable: 'VBS_HTTP_PROXY', value: 'xyz' }])).text, text);
});

test('a short secret is not looked for across white space, and not in capitals: words would be hidden', () => {
  const forms = formsOf([
    { variable: 'OS_PASSWORD', value: 'ate' },
    { variable: 'OS_TOKEN', value: 'available' },
  ]);
  for (const text of ['a test', 'a tea', 'AVAILABLE']) assert.equal(withoutSecrets(text, forms).text, text);
});

test('a text of nothing but beginnings of escapes is read through in one go', () => {
  const forms = formsOf([{ variable: 'OS_TOKEN', value: 'gAAAAABcanary' }]);
  for (const piece of ['\\', '%', '%25', '&#', '&#x2', '\\u00', '%41', '&amp;', ' ', '&#38;amp;', 'gAAA AAB']) {
    assert.deepEqual(withoutSecrets(piece.repeat(100_000), forms).found, [], piece);
  }
});

test('an empty secret is none', () => {
  assert.deepEqual(formsOf([{ variable: 'OS_TOKEN', value: '' }]), []);
  assert.equal(placeholder('OS_TOKEN'), '<OS_TOKEN>');
});
