import { checksOf } from '../../src/checks/suite.ts';
import { judgeAll, type Verdict } from '../../src/checks/verdict.ts';
import { withTarget } from '../../src/cli/open-target.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { probe } from '../../src/cli/probing.ts';
import { firstPage, loadContract } from '../../src/cli/specification.ts';
import { systemClock } from '../../src/cli/terminal-of-process.ts';
import type { Recording } from '../../src/recording/recording.ts';
import type { Exchange, Header } from '../../src/wire/exchange.ts';

/** The contract of the first page, and the page's example. */
export const { contract, example } = loadContract(packageRoot(), firstPage, 'ruled');

/** Its checks, made once: they share the compiled schema. */
export const checks = checksOf(contract);

/** A recording of the embedded service, which keeps to the page. */
export function recordEmbedded(): Promise<Recording> {
  return withTarget({}, { target: 'mock' }, example, target => probe(contract, target, 'test', systemClock, () => {}));
}

/** The verdicts on a recording by check id below the page. */
export function verdictsOn(recording: Recording): ReadonlyMap<string, Verdict> {
  const below = contract.id.length + 1;
  return new Map(judgeAll(checks, recording).map(verdict => [verdict.id.slice(below), verdict]));
}

/** The ids of the checks that did not pass, as `id: verdict`; inapplicable ones left out. */
export function complaints(recording: Recording): string[] {
  const told = [...verdictsOn(recording)].filter(
    ([, { verdict }]) => verdict !== 'passed' && verdict !== 'inapplicable',
  );
  return told.map(([id, { verdict }]) => `${id}: ${verdict}`);
}

/** The recording with some exchanges changed. */
export function changed(
  recording: Recording,
  names: readonly string[],
  change: (exchange: Exchange) => Exchange,
): Recording {
  const exchanges = recording.exchanges.map(one => (names.includes(one.name) ? change(one) : one));
  return { ...recording, exchanges };
}

/** The recording without some exchanges, as if they had not been sent. */
export function without(recording: Recording, ...names: readonly string[]): Recording {
  const unsent = names.map(name => ({ name, reason: 'left out by the test' }));
  return { ...recording, exchanges: recording.exchanges.filter(({ name }) => !names.includes(name)), unsent };
}

/** An exchange that was answered with another status. */
export const withStatus =
  (status: number) =>
  (exchange: Exchange): Exchange => ({ ...exchange, response: exchange.response && { ...exchange.response, status } });

/** An exchange whose body is this text. */
export const withText =
  (text: string) =>
  (exchange: Exchange): Exchange => ({
    ...exchange,
    response: exchange.response && { ...exchange.response, body: Buffer.from(text) },
  });

/** An exchange with other header fields. */
export const withHeaders =
  (change: (headers: readonly Header[]) => readonly Header[]) =>
  (exchange: Exchange): Exchange => ({
    ...exchange,
    response: exchange.response && { ...exchange.response, headers: change(exchange.response.headers) },
  });

/** An exchange whose backup is another object; the change may alter the copy that it is given. */
export const withBackup =
  (change: (backup: Record<string, unknown>) => void) =>
  (exchange: Exchange): Exchange => {
    const body = JSON.parse(Buffer.from(exchange.response?.body ?? []).toString('utf8')) as {
      backup: Record<string, unknown>;
    };
    change(body.backup);
    return withText(JSON.stringify(body))(exchange);
  };

/** Both reads of the backup, and the one behind its self link. */
export const reads = ['show', 'show-again', 'follow/self'] as const;
