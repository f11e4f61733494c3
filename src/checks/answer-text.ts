import type { Exchange } from '../wire/exchange.ts';

/** What came of a request, for people: its status, or why there is no complete answer. */
export const answerText = ({ response, failure }: Exchange): string => failure?.message ?? `status ${response?.status}`;
