import { contentName, nothingToJudge } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { listNames } from '../probes/list-slots.ts';
import { firstRead } from '../probes/ways.ts';
import { contentOf } from '../recording/response-json.ts';
import { answerText } from '../wire/exchange.ts';
import type { Assertion, Check } from './check.ts';
import { judged, unproven, unprovenByOther } from './judgement.ts';
import { byIdentity, noItems } from './resources.ts';
import { unacceptedToken } from './unaccepted-token.ts';
import { doubtAbout } from './unsettled.ts';
import { valueText } from './value-text.ts';

/** The list shares no item with the list of another project, as that project's own token reads it. */
export const noForeignItems =
  (contract: Contract): Check['judge'] =>
  recorded => {
    const { body, success } = contract;
    const name = listNames.otherProject;
    const content = contentOf(recorded.exchange(firstRead), contract);
    if (content === undefined) return unprovenByOther(nothingToJudge(body), [firstRead]);
    const exchange = recorded.exchange(name);
    if (!exchange) return unproven(recorded.unsentReason(name) ?? 'the list of another project was not read');
    const exchanges = [firstRead, name];
    const status = exchange.response?.status;
    const doubt = doubtAbout(recorded, name);
    if (doubt) return unproven(doubt, exchanges);
    const unaccepted = unacceptedToken({ request: { asker: 'other project' }, code: success }, status, recorded);
    if (unaccepted) return unproven(unaccepted, exchanges);
    const foreign = contentOf(exchange, contract);
    if (foreign === undefined) {
      return unproven(
        `the other project does not get its own list: ${status === success ? `${answerText(exchange)} without a list` : answerText(exchange)}`,
        exchanges,
      );
    }
    const [own, others] = [byIdentity(content, contract), byIdentity(foreign, contract)];
    if (others.size === 0) return unproven(`the other project has no ${contentName(body)}`, exchanges);
    if (own.size === 0) return unproven(noItems(body), exchanges);
    const assertions = Array.from(others.keys(), (identity): Assertion => {
      const [shared] = own.get(identity) ?? [];
      return {
        title: `the other project's ${valueText(identity)}`,
        expected: 'not in this list',
        actual: shared ? `listed as ${shared.label}` : 'not in this list',
        deviations: shared ? [{ place: name, kind: 'leak', expected: 'own items', got: 'foreign item' }] : [],
      };
    });
    return judged(assertions, exchanges);
  };
