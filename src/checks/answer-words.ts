import type { Exchange } from '../wire/exchange.ts';

/** What came of a request, for a deviation: `404`, or `no answer`. */
export const answerWord = ({ response }: Exchange): string => (response ? String(response.status) : 'no answer');

/** The same where a resource should have come with this status of success: `other` when something else came with it. */
export const resourceWord = (exchange: Exchange, success: number): string =>
  exchange.response?.status === success ? 'other' : answerWord(exchange);
