import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { loadContract } from '../../src/cli/specification.ts';
import { SpecificationError } from '../../src/contract/notes.ts';
import { smallPage } from '../documentation/small-page.ts';
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
