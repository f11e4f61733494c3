import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentField } from '../../src/contract/body.ts';
import { contentPath } from '../../src/contract/field-path.ts';
import { withFieldValue } from '../../src/mutation/field-places.ts';
import { indexAt, inItem, itemPlaces, withOneAt, withoutOneAt } from '../../src/mutation/item-places.ts';
import { jsonValue } from '../../src/recording/response-json.ts';
import { detailedList } from './sample-contracts.ts';
import { conformingTo } from './sample-recordings.ts';

test('a list that is too short has no middle and no last item besides others', () => {
  const indexes = (length: number) => itemPlaces.map(place => indexAt(place, Array.from({ length })));
  assert.deepEqual(indexes(0), [undefined, undefined, undefined]);
  assert.deepEqual(indexes(1), [0, undefined, undefined]);
  assert.deepEqual(indexes(2), [0, undefined, 1]);
  assert.deepEqual(indexes(5), [0, 2, 4]);
  assert.deepEqual(
    itemPlaces.map(place => withoutOneAt(place, ['a', 'b', 'c']).join('')),
    ['bc', 'ac', 'ab'],
  );
  assert.deepEqual(
    itemPlaces.map(place => withOneAt(place, ['a', 'b'], 'x').join('')),
    ['xab', 'axb', 'abx'],
  );
});

test('what is altered for one item leaves the others as they are', () => {
  const { body, name } = detailedList;
  const [read] = conformingTo(detailedList).exchanges.filter(one => one.name === `${name}/show`);
  const colour = contentField(body).members.find(({ names }) => names.includes('colour'));
  assert.ok(read && colour);
  const blue = inItem(
    body,
    'middle',
    withFieldValue([...contentPath(body), colour], () => 'blue'),
  )(read);
  const { parcels } = (blue.response && jsonValue(blue.response)) as { parcels: { colour: string }[] };
  assert.deepEqual(
    parcels.map(one => one.colour),
    ['red', 'red', 'green', 'blue', 'green', 'red', 'red'],
  );
});
