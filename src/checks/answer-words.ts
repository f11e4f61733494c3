import type { Exchange } from '../wire/exchange.ts';

/** What a request got, for a deviation: `404`, or `no answer`. */
export const answerWord = ({ response }: Exchange): string => (response ? String(response.status) : 'no answer');

/** The same where a resource was expected with this status: `other` when the status came with something else. */
export const resourceWord = (exchange: Exchange, success: number): string =>
  exchange.response?.status === success ? 'other' : answerWord(exchange);
