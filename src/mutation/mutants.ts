import type { Contract } from '../contract/contract.ts';
import { errorBodyMutants } from './error-body-mutants.ts';
import { fieldMutants } from './field-mutants.ts';
import { linkMutants } from './link-mutants.ts';
import { messageMutants } from './message-mutants.ts';
import type { Mutant, Originals } from './mutant.ts';
import { refusalMutants } from './refusal-mutants.ts';
import { statusMutants } from './status-mutants.ts';
import { steadinessMutants } from './steadiness-mutants.ts';
import { valueMutants } from './value-mutants.ts';

/** Every mutant that the contract's facts give rise to. */
export function mutantsOf(contract: Contract, originals: Originals): Mutant[] {
  return [
    ...statusMutants(contract, originals),
    ...messageMutants(contract, originals),
    ...fieldMutants(contract, originals),
    ...valueMutants(contract, originals),
    ...linkMutants(contract, originals),
    ...steadinessMutants(contract, originals),
    ...refusalMutants(contract, originals),
    ...errorBodyMutants(contract, originals),
  ];
}
