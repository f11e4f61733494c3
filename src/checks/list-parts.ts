import { contentName, nothingToJudge } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { identityOf, type ListedPage, pageIn } from '../recording/list-items.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { answerText, type Exchange } from '../wire/exchange.ts';
import { resourceWord } from './answer-words.ts';
import type { Check, Judgement } from './check.ts';
import { inapplicable, judged, unproven, unprovenByOther } from './judgement.ts';
import { type KnownItems, knownItems } from './known-items.ts';
import { readNames } from './reads.ts';
import { doubtAbout } from './unsettled.ts';
import { printable } from './value-text.ts';

/** A part of a list, as it was asked for and answered. */
export interface ListPart extends ListedPage {
  /** The name of its exchange: `paging/walk/1`. */
  readonly name: string;
  readonly url: string;
  /** The parameters of the query that asked for it. */
  readonly asked: URLSearchParams;
  /** What tells the items apart, in their order; items without that are left out. */
  readonly identities: readonly string[];
}

/**
 * The part of a list that a request got; where it got none, what that means for the rule that the request is for.
 * @param since the version that the page says the request needs; undefined: every version has it
 */
export function partOf(
  name: string,
  recorded: OperationRecording,
  contract: Contract,
  since?: string,
): ListPart | Judgement {
  const exchange = recorded.exchange(name);
  if (!exchange) return unproven(recorded.unsentReason(name) ?? 'the request was not sent');
  const doubt = doubtAbout(recorded, name);
  if (doubt) return unproven(doubt, [name]);
  if (since !== undefined && exchange.response?.status === 406) {
    return inapplicable(`the service does not have version ${since}, which this needs (406)`, [name]);
  }
  const page = pageIn(exchange, contract);
  if (!page) return judged([refusal(name, exchange, contract)], [name]);
  const { url } = exchange.request;
  const identities = page.items.flatMap(item => identityOf(item, contract) ?? []);
  return { ...page, name, url, asked: new URL(url).searchParams, identities };
}

/** Whether a request got a part of the list. */
export const isPart = (answer: object): answer is ListPart => 'identities' in answer;

const refusal = (name: string, exchange: Exchange, { success, body }: Contract): Judgement['assertions'][number] => ({
  title: name,
  expected: `status ${success} with ${contentName(body)}`,
  actual: answerText(exchange),
  deviations: [
    {
      place: placeOfPart(name),
      kind: 'status',
      expected: String(success),
      got: resourceWord(exchange, success),
    },
  ],
});

/** The place of a deviation in a part of a list. How many pages a walk has depends on the run. */
export const placeOfPart = (name: string): string => name.replace(/\/\d+$/, '');

/** Judges by what is certain of the list. Where the two plain reads do not show it, there is nothing to judge. */
export const byKnown =
  (contract: Contract, judge: (known: KnownItems, recorded: OperationRecording) => Judgement): Check['judge'] =>
  recorded => {
    const known = knownItems(recorded, contract);
    return known ? judge(known, recorded) : unprovenByOther(nothingToJudge(contract.body), readNames);
  };

/** As many as a line has room for. */
const mostNamed = 3;

/** Some items for people, by what tells them apart. */
export function itemsText(identities: readonly string[]): string {
  if (identities.length === 0) return 'none';
  const named = identities.slice(0, mostNamed).map(printable).join(', ');
  return identities.length > mostNamed ? `${named} and ${identities.length - mostNamed} more` : named;
}

/** Why nothing can be said about completeness where the plain reads do not have everything. */
export const notWhole = ({ body }: Contract): string =>
  `the plain reads link to a next page, so they do not tell which ${contentName(body)} there are`;
