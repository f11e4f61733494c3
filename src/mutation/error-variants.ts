import type { Contract } from '../contract/contract.ts';
import { firstRead, waysOf } from '../probes/ways.ts';
import { type Alteration, withJson } from './alterations.ts';
import { type Change, inExchanges } from './change.ts';

/** All answers to ways but success, with their faults as other services of OpenStack write them. */
export function errorVariants(contract: Contract): Change[] {
  const names = waysOf(contract)
    .map(({ name }) => name)
    .filter(name => name !== firstRead);
  return faults.map(([what, faultOf]) => ({ name: `refusals: ${what}`, make: inExchanges(names, asFault(faultOf)) }));
}

const asFault =
  (faultOf: (code: number) => unknown): Alteration =>
  exchange =>
    exchange.response && exchange.response.status >= 400
      ? withJson(faultOf(exchange.response.status))(exchange)
      : exchange;

const message = 'No.';

const faults: readonly (readonly [what: string, faultOf: (code: number) => unknown])[] = [
  ["Keystone's envelope", code => ({ error: { code, message, title: 'No' } })],
  ["another fault's name, the code as text", code => ({ fault: { code: `${code}`, message } })],
  ['the code with its phrase', code => ({ fault: { code: `${code} No`, message } })],
];
