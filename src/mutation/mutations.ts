import type { Contract } from '../contract/contract.ts';
import { countMutations } from './count-mutations.ts';
import { encodingMutations } from './encoding-mutations.ts';
import { envelopeMutations } from './envelope-mutations.ts';
import { errorBodyMutations } from './error-body-mutations.ts';
import { filterMutations } from './filter-mutations.ts';
import { itemMutations } from './item-mutations.ts';
import { linkAddressMutations } from './link-address-mutations.ts';
import { linkFollowMutations } from './link-follow-mutations.ts';
import { linkMutations } from './link-mutations.ts';
import { mediaTypeMutations } from './media-type-mutations.ts';
import { memberMutations } from './member-mutations.ts';
import type { Mutation } from './mutant.ts';
import { pagingMutations } from './paging-mutations.ts';
import { presenceMutations } from './presence-mutations.ts';
import { refusalMutations } from './refusal-mutations.ts';
import { repetitionMutations } from './repetition-mutations.ts';
import { shownItemMutations } from './shown-item-mutations.ts';
import { statusMutations } from './status-mutations.ts';
import { steadinessMutations } from './steadiness-mutations.ts';
import { typeMutations } from './type-mutations.ts';
import { valueMutations } from './value-mutations.ts';
import { walkItemMutations } from './walk-item-mutations.ts';
import { walkLinkMutations } from './walk-link-mutations.ts';

/** Every damage that the contract's facts suggest, one kind of fact after the other. */
export const mutationsOf = (contract: Contract): Mutation[] =>
  [
    statusMutations,
    envelopeMutations,
    encodingMutations,
    mediaTypeMutations,
    memberMutations,
    typeMutations,
    presenceMutations,
    valueMutations,
    linkMutations,
    linkAddressMutations,
    linkFollowMutations,
    itemMutations,
    shownItemMutations,
    steadinessMutations,
    repetitionMutations,
    pagingMutations,
    walkLinkMutations,
    walkItemMutations,
    filterMutations,
    countMutations,
    refusalMutations,
    errorBodyMutations,
  ].flatMap(mutationsOn => mutationsOn(contract));
