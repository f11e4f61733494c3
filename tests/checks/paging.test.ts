import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checksOf } from '../../src/checks/suite.ts';
import { judgeOne } from '../../src/checks/verdict.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { operationRecording } from '../../src/recording/operation-recording.ts';
import type { Recording } from '../../src/recording/recording.ts';
import {
  changed,
  details,
  firstUrl,
  type Item,
  itemsIn,
  recording,
  summary,
  walkedItems,
  withBase,
  withItems,
  withUnsent,
  withWalk,
} from './list-recording.ts';

const ours = new Set(['paging', 'filters']);
const checksOn = (contract: Contract) => checksOf(contract).filter(({ kind }) => ours.has(kind));
const pages = walkedItems.map(item => [item]);

/** The rules on parts of lists that a recording breaks, as `id: message`. */
const alarms = (one: Recording): string[] =>
  checksOn(details).flatMap(check => {
    const { verdict, id, message } = judgeOne(check, operationRecording(one, details.name));
    return verdict === 'failed' || verdict === 'warned' ? [`${id}: ${message}`] : [];
  });

test('each rule needs only what it names: exchanges, and plain reads of the list with more fields', () => {
  for (const contract of [summary, details]) {
    for (const check of checksOn(contract)) {
      const kept = new Set(
        [contract.name, ...(check.reads ?? [])].flatMap(name => [`${name}/show`, `${name}/show-again`]),
      );
      const exchanges = recording.exchanges.filter(
        ({ name }) =>
          kept.has(name) ||
          check.needs.some(need => [name, name.replace(/\/\d+$/, '')].includes(`${contract.name}/${need}`)),
      );
      const { verdict, message } = judgeOne(check, operationRecording({ ...recording, exchanges }, contract.name));
      assert.equal(`${verdict}: ${message}`, 'passed: ', check.id);
    }
  }
});

test('a list without documented parameters has no such rules', () => {
  const { list } = details;
  if (!list) throw new Error('The page is about a list.');
  const none = { limit: undefined, offset: undefined, next: undefined, count: undefined, filters: [] };
  assert.deepEqual(checksOn({ ...details, list: { ...list, ...none } }), []);
  assert.deepEqual(checksOn({ ...details, list: undefined }), []);
});

test('conforming services of all kinds break none of the rules', () => {
  const offset = (number: number): string | undefined => (number < 4 ? `${firstUrl}&offset=${number}` : undefined);
  const twoAPage = (one: Recording): Recording =>
    changed(one, ['paging/walk/1'], exchange => ({
      ...exchange,
      request: { ...exchange.request, url: exchange.request.url.replace('limit=1', 'limit=2') },
    }));
  /** With one name for all; where services do not compare it in the same way, it is not asked for. */
  const renamed = (name: string | null): Recording => {
    const names = recording.exchanges.map(one => one.name.slice(details.name.length + 1));
    const same = changed(
      recording,
      names,
      withItems(items => items.map(item => ({ ...item, name }))),
    );
    if (name !== 'daily') {
      const reason = 'none of the backups has a name that every service compares in the same way';
      return ['filters/name', 'filters/name~'].reduce((one, own) => withUnsent(one, own, reason), same);
    }
    return ['filters/name', 'filters/name~'].reduce(
      (one, own) =>
        changed(
          one,
          [own],
          withItems(() => itemsIn(same, 'show')),
          exchange => ({
            ...exchange,
            request: {
              ...exchange.request,
              url: exchange.request.url.replace(/=nigh(tly)?$/, own.endsWith('~') ? '=dai' : '=daily'),
            },
          }),
        ),
      same,
    );
  };
  /** Too few for pages; what is asked of such a list finds no value that it could ask with. */
  const few = (items: readonly Item[]): Recording => {
    const base = withBase(
      withWalk(recording, []),
      withItems(() => items),
    );
    const asked = checksOn(details).flatMap(({ needs }) => needs);
    return asked.reduce((less, name) => withUnsent(less, name, 'the list has too few items'), base);
  };
  const [one] = walkedItems;
  const variants: Readonly<Record<string, Recording>> = {
    marker: recording,
    offset: withWalk(recording, pages, offset),
    'smaller pages': withWalk(
      twoAPage(recording),
      [walkedItems.slice(0, 1), walkedItems.slice(1, 3), walkedItems.slice(3)],
      number => (number < 3 ? `${firstUrl.replace('limit=1', 'limit=2')}&page=${number}` : undefined),
    ),
    'an empty page between': withWalk(recording, [...pages.slice(0, 2), [], ...pages.slice(2)], n =>
      n < 5 ? `${firstUrl}&page=${n}` : undefined,
    ),
    'links to another origin': withUnsent(
      withWalk(recording, pages.slice(0, 1), () => 'http://192.0.2.7/v3/p/backups?page=2'),
      'paging/walk/2',
      'the link leads to another origin (http://192.0.2.7)',
    ),
    'names that are null': renamed(null),
    'names that are equal': renamed('daily'),
    'names in other scripts': renamed('резервная копия 备份'),
    'names with patterns': renamed('100 %_'),
    'no backup': few([]),
    'one backup': few(one ? [one] : []),
    'a backup that went': changed(
      recording,
      ['show-again'],
      withItems(items => items.slice(1)),
    ),
    'a backup that came': changed(
      recording,
      ['show'],
      withItems(items => items.slice(1)),
    ),
    'a backup that changed': changed(
      recording,
      ['show-again'],
      withItems(([first, ...others]) => [{ ...first, status: 'error', updated_at: null }, ...others]),
    ),
  };
  for (const [name, variant] of Object.entries(variants)) assert.deepEqual(alarms(variant), [], name);
  assert.equal(itemsIn(recording, 'show').length, 7);
});
