import { type FieldPath, fieldPathsOf } from '../checks/instances.ts';
import type { Contract } from '../contract/contract.ts';
import type { Field, FieldRule } from '../contract/field.ts';
import { inHolders } from './field-mutants.ts';
import type { Mutant, Originals } from './mutant.ts';

/** Values of the right type that break the rule which the field's prose means. */
export function valueMutants(contract: Contract, { full, incremental }: Originals): Mutant[] {
  return fieldPathsOf(contract.body)
    .filter(path => path.length > 2)
    .flatMap(fieldPath => {
      const field = fieldPath.at(-1) as Field;
      const original = fieldPath.at(-2)?.holding === 'json-text' ? incremental : full;
      return field.rules.flatMap(({ rule }) =>
        violations(rule).map(
          (value): Mutant => ({
            name: `${field.names[0]}: ${JSON.stringify(value)}`,
            kind: 'values',
            breaks: `${field.id}/value`,
            recording: inHolders(contract, fieldPath as FieldPath, original, ['show', 'show-again'], (holder, name) => {
              holder[name] = value;
            }),
          }),
        ),
      );
    });
}

function violations(rule: FieldRule['rule']): readonly unknown[] {
  switch (rule.rule) {
    case 'same-as-path':
      return ['', '00000000-1111-4222-8333-444444444444', 'another'];
    case 'one-of':
      return rule.values.every(value => typeof value === 'number')
        ? [-1, 2, 10]
        : ['pondering', '', String(rule.values[0]).toUpperCase()];
    case 'not-negative':
      return [-1, -(2 ** 40)];
    case 'time':
      return [
        '',
        'yesterday',
        '2024-02-29',
        '22:15:09',
        '2024-02-29 22:15:09',
        '2024-02-29t22:15:09',
        '2023-02-29T22:15:09',
        '2024-13-01T00:00:00',
        '2024-02-29T24:15:09',
        '2024-02-29T22:15',
        '2024-02-29T22:15:09.1234567',
        '2024-02-29T22:15:09+0100',
        'Thu, 29 Feb 2024 22:15:09 GMT',
        '1709244909',
      ];
    case 'absolute-url':
      return [
        '',
        '/v3/backups',
        '//host/v3',
        'ftp://host/v3',
        'http://',
        'file:///etc/passwd',
        'javascript:alert(1)',
        'http://a b/',
      ];
    default:
      return [];
  }
}
