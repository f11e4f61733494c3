import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ObservationError, witnessFromObservation } from '../../src/documentation/witness.ts';

test('an observation has a place for every member', () => {
  const witness = witnessFromObservation('seen.txt', '# seen\nHTTP/1.1 200 OK\n\n{\n "a~/b": [\n  {"c": 1}\n ]\n}\n');
  assert.deepEqual(witness.placeOf('/a~0~1b/0/c'), { file: 'seen.txt', line: 6 });
  assert.deepEqual(witness.placeOf('/unknown'), { file: 'seen.txt', line: 4 });
});

test('an observation without a JSON body is refused with its line', () => {
  const refused = (text: string, message: RegExp): void =>
    assert.throws(
      () => witnessFromObservation('seen.txt', text),
      (error: unknown) => error instanceof ObservationError && message.test(error.message),
    );
  refused('# seen\nHTTP/1.1 200 OK\nContent-Type: text/html\n\n<html>\n', /^seen\.txt:5: /);
  refused('# nothing', /^seen\.txt:\d+: .*no empty line/);
});
