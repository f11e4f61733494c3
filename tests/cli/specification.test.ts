import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { loadContract, loadSpecifications } from '../../src/cli/specification.ts';
import { SpecificationError } from '../../src/contract/notes.ts';
import { smallPage } from '../documentation/small-page.ts';
import { ownPages, writePages } from '../endpoints/own-pages.ts';
import { inNewFolder } from './command.ts';

const notes = `
rulings: []
meanings: []
steady: { always: [], while: [] }
confidential: []
media-type: { value: application/json, cites: [] }
`;

test('a page with findings gives no contract, and every finding is named', () =>
  inNewFolder(async folder => {
    const load = (text: string) => {
      mkdirSync(path.join(folder, 'specs/a'), { recursive: true });
      writeFileSync(path.join(folder, 'specs/a/show-thing.rst'), text);
      writeFileSync(path.join(folder, 'specs/a/show-thing.yaml'), notes);
      return loadContract(folder, 'a/show-thing', 'ruled');
    };
    const whole = smallPage('{"thing": {"id": "x"}}');
    assert.equal(load(whole).contract.body.envelope?.names[0], 'thing');
    const broken = whole.replace('| int ', '| odd ').replace('Status Codes\n------------', 'Status Codes\n-----');
    assert.throws(
      () => load(broken),
      (error: unknown) => {
        assert.ok(error instanceof SpecificationError);
        assert.deepEqual(error.problems, [
          'specs/a/show-thing.rst:21:18: unknown type "odd"; expected string, int, number, boolean, dict or list<…>. [facts/unknown-type]',
          'specs/a/show-thing.rst:37:1: the underline is shorter than its title; expected the same length. [rst/short-underline]',
        ]);
        return true;
      },
    );
  }));

test('a page without notes is told with the file that is missing', () =>
  inNewFolder(async folder => {
    mkdirSync(path.join(folder, 'specs/a/v1'), { recursive: true });
    writeFileSync(path.join(folder, 'specs/a/v1/show-thing.rst'), smallPage('{"thing": {"id": "x"}}'));
    assert.throws(
      () => loadContract(folder, 'a/v1/show-thing', 'ruled'),
      new SpecificationError([
        'specs/a/v1/show-thing.yaml:1: there is no such file that can be read; a page needs its notes beside it.',
      ]),
    );
  }));

test('pages that nobody has reviewed are reviewed first, and their files are named as the user wrote the folder', () =>
  inNewFolder(async folder => {
    const load = (text: string, areReviewed: boolean) => {
      writePages(path.join(folder, 'my'), { ...ownPages, 'shop/v3/show-widget.yaml': text });
      return loadSpecifications({ root: folder, specs: 'my', areReviewed }, 'ruled').map(({ contract }) => contract);
    };
    const sound = ownPages['shop/v3/show-widget.yaml'] ?? '';
    const [gadget, widget] = load(sound, false);
    assert.deepEqual(
      [gadget, widget].map(one => [one?.id, one?.operation.place.file, one?.notesFile]),
      ['gadget', 'widget'].map(name => [
        `shop/v3/show-${name}`,
        `my/shop/v3/show-${name}.rst`,
        `my/shop/v3/show-${name}.yaml`,
      ]),
    );
    for (const [wrong, sentence] of [
      [
        sound.replace('How large it is', 'How heavy it is'),
        /^my\/shop\/v3\/show-widget\.yaml:5: the meaning of "response\/size"/,
      ],
      [sound.replace('steady:', 'study:'), /^my\/shop\/v3\/show-widget\.yaml:\d+: .*steady/],
      ['rulings: [', /^my\/shop\/v3\/show-widget\.yaml:\d+: /],
    ] as const) {
      assert.throws(
        () => load(wrong, false),
        (error: unknown) => {
          assert.ok(error instanceof SpecificationError);
          assert.match(error.message, sentence);
          return true;
        },
      );
    }
    assert.equal(load(sound.replace('How large it is', 'How heavy it is'), true).length, 2);
  }));
