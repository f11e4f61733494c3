import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileFormat } from '../../src/cli/file-formats.ts';
import { productFolder, readProduct } from '../../src/statement/product.ts';
import { ConfigurationError } from '../../src/targets/target.ts';
import { productText } from './submissions.ts';

const format = fileFormat('product');
const text = productText('Backup');
const read = (changed: string) => readProduct('PRODUCT.yaml', changed, format);

test('a product is read as it is written, in an order of its own', () => {
  assert.deepEqual(Object.keys(read(text.split('\n').reverse().join('\n'))), [
    'vendor',
    'name',
    'version',
    'type',
    'description',
    'website_url',
    'documentation_url',
    'contact_email_address',
  ]);
  assert.equal(read(`${text}region: eu-de\n`).region, 'eu-de');
});

const wrong: readonly (readonly [string, RegExp])[] = [
  [
    text.replace('version: "1.4"', 'version: 1.4'),
    /^PRODUCT\.yaml:3: version: must be a text; put it into quotation marks\.$/,
  ],
  [
    text.replace('hosted platform', 'cloud'),
    /^PRODUCT\.yaml:4: type: must be one of distribution, hosted platform, installer\.$/,
  ],
  [`${text}score: 100\n`, /^PRODUCT\.yaml:9: the file: unknown key "score"\.$/],
  [
    text.replace(/^website.*$/m, 'website_url: ftp://acme.example'),
    /^PRODUCT\.yaml:6: website_url: must match pattern/,
  ],
  [
    text.replace(/^website.*$/m, 'website_url: "http://[acme"'),
    /^PRODUCT\.yaml:6: website_url is no URL; write one such as/,
  ],
  [
    text.replace(/^contact.*$/m, 'contact_email_address: nobody'),
    /^PRODUCT\.yaml:8: contact_email_address: must match/,
  ],
  [text.replace(/^vendor.*\n/m, ''), /^PRODUCT\.yaml:1: the file: must have required property 'vendor'\.$/],
  [text.replace('Acme', '"..."'), /^PRODUCT\.yaml:1: vendor: must match pattern/],
  ['vendor: [', /^PRODUCT\.yaml:\d: this is not valid YAML \(\w+\); correct it\.$/],
];

for (const [changed, expected] of wrong) {
  test(`what is wrong with a product is a sentence with its line: ${expected.source}`, () => {
    assert.throws(
      () => read(changed),
      (error: unknown) => {
        assert.ok(error instanceof ConfigurationError);
        assert.match(error.message, expected);
        return true;
      },
    );
  });
}

test('the folder of a product has letters, digits, dots and hyphens, and leads nowhere else', () => {
  const folderOf = (name: string, vendor = 'Acme'): string => productFolder({ ...read(text), vendor, name });
  assert.equal(folderOf('Backup Service (EU)'), 'acme-backup-service-eu-1.4');
  assert.equal(folderOf('../../etc'), 'acme-etc-1.4');
  assert.equal(folderOf('云硬盘备份', '华为'), '华为-云硬盘备份-1.4');
  for (const character of ['x', '漢', '\u{20000}']) {
    const folder = folderOf(character.repeat(50), character.repeat(50));
    assert.ok(Buffer.byteLength(folder) <= 120, 'a file system takes it');
    assert.doesNotMatch(folder, /\p{Cs}/u);
  }
});
