import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { shapeChanges } from '../../src/comparison/shape.ts';

const changes = (before: unknown, after: unknown): string[] =>
  shapeChanges([before], [after]).map(({ place, before: was, after: is }) => `${place}: ${was} → ${is}`);

test('a type differs at its place, in members, in items, and of the whole answer', () => {
  assert.deepEqual(changes({ a: { b: 1 } }, { a: { b: '1' } }), ['a.b: integer → string']);
  assert.deepEqual(changes({ a: [{ b: 1 }] }, { a: [{ b: 2 }, { b: null }] }), ['a[].b: integer → integer or null']);
  assert.deepEqual(changes({ a: [{ b: 1 }, {}] }, { a: [{ b: 1 }] }), ['a[].b: absent or integer → integer']);
  assert.deepEqual(changes({ a: 1 }, {}), ['a: integer → absent']);
  assert.deepEqual(changes({}, []), ['body: object → list']);
});

test('what is below another type is no difference of its own, and neither are the items of an empty list', () => {
  assert.deepEqual(changes({ a: { b: { c: 1 } } }, { a: null }), ['a: object → null']);
  assert.deepEqual(changes({ a: [{ b: 1 }] }, { a: [] }), []);
});

test('several answers count together', () => {
  assert.deepEqual(shapeChanges([{ a: null }, { a: '' }], [{ a: '' }, { a: null }]), []);
});

test('an object with very many members is a table whose keys are data; a long name is cut', () => {
  const table = (prefix: string) => Object.fromEntries(Array.from({ length: 101 }, (_, index) => [prefix + index, 1]));
  assert.deepEqual(changes({ a: table('x') }, { a: table('y') }), []);
  assert.deepEqual(changes({ ['n'.repeat(200)]: 1 }, {}), [`${'n'.repeat(100)}…: integer → absent`]);
});

test('a value has no difference from itself, and two have the same ones in either direction', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      assert.deepEqual(changes(one, one), []);
      const back = shapeChanges([other], [one]).map(({ place }) => place);
      assert.deepEqual(
        shapeChanges([one], [other])
          .map(({ place }) => place)
          .sort(),
        back.sort(),
      );
    }),
  );
});
