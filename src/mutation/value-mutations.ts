import type { Contract } from '../contract/contract.ts';
import { lastOf } from '../contract/field-path.ts';
import type { Rule } from '../contract/notes.ts';
import type { Alteration } from './alterations.ts';
import { type Make, whereShown } from './change.ts';
import { fieldPaths, labelOf, withFieldValue } from './field-places.ts';
import { onlyThere } from './item-places.ts';
import type { Mutation } from './mutant.ts';

/** Values of the right type that break a rule which the field's prose means. */
export const valueMutations = (contract: Contract): Mutation[] =>
  fieldPaths(contract.body).flatMap(path =>
    lastOf(path).rules.flatMap(({ rule }) => {
      const mutation = (what: string, make: Make): Mutation => ({
        name: `${labelOf(path, contract.body)}: ${what}`,
        kind: 'values',
        breaks: `${lastOf(path).id}/value`,
        make: violating(rule, make),
      });
      const withValue = (value: unknown): Alteration => withFieldValue(path, () => value);
      const wrong = violations(rule);
      return [
        ...wrong.map(value => mutation(JSON.stringify(value), whereShown(path, contract)(withValue(value)))),
        ...wrong
          .slice(0, 1)
          .flatMap(value =>
            onlyThere(contract, path, withValue(value)).map(([where, make]) =>
              mutation(`${JSON.stringify(value)}, ${where}`, make),
            ),
          ),
      ];
    }),
  );

const violating =
  (rule: Rule, make: Make): Make =>
  original => {
    const { admin } = original.recording.target;
    return admin && rule.rule === 'same-as-path' && rule.administrators === 'elsewhere'
      ? { notApplicable: 'an administrator can see resources of other projects' }
      : make(original);
  };

function violations(rule: Rule): readonly unknown[] {
  switch (rule.rule) {
    case 'same-as-path':
      return ['', '00000000-1111-4222-8333-444444444444', 'another'];
    case 'one-of':
      return otherWords(rule.values);
    case 'not-negative':
      return [-1, -(2 ** 40)];
    case 'time':
      return noTimes;
    case 'absolute-url':
      return noUrls;
    default:
      return [];
  }
}

/** Values of the same type that are none of these, some of them nearly. */
function otherWords(values: readonly (string | number)[]): readonly unknown[] {
  const numbers = values.filter(value => typeof value === 'number');
  const words = values.filter(value => typeof value === 'string');
  const [word = ''] = words;
  const others = [
    ...(numbers.length > 0 ? [Math.min(...numbers) - 1, Math.max(...numbers) + 1, 10 * Math.max(...numbers)] : []),
    ...(words.length > 0 ? ['pondering', '', word.toUpperCase(), ` ${word}`, `${word}s`] : []),
  ];
  return others.filter(other => !values.some(value => value === other));
}

const noTimes: readonly string[] = [
  '',
  'yesterday',
  '2024-02-29',
  '22:15:09',
  '2024-02-29 22:15:09',
  '2024-02-29t22:15:09',
  '2023-02-29T22:15:09',
  '2024-13-01T00:00:00',
  '2024-02-29T24:15:09',
  '2024-02-29T22:60:09',
  '2024-02-29T22:15',
  '2024-02-29T22:15:09.',
  '2024-02-29T22:15:09.1234567',
  '2024-02-29T22:15:09+0100',
  '2024-02-29T22:15:09+25:00',
  'Thu, 29 Feb 2024 22:15:09 GMT',
  '1709244909',
];

const noUrls: readonly string[] = [
  '',
  '/path',
  '//host/path',
  'host/path',
  'ftp://host/path',
  'http://',
  'http:path',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'http://a b/',
  ' http://host/path',
];
