import { type Body, contentName } from '../contract/body.ts';
import type { Citation, Level } from '../contract/citation.ts';
import type { Contract } from '../contract/contract.ts';
import type { MustBeRefused, Way } from '../probes/way.ts';
import { firstRead, waysOf } from '../probes/ways.ts';
import { decodedBody } from '../recording/body.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { jsonValue, resourcesOf } from '../recording/response-json.ts';
import { isObject } from '../text/json.ts';
import type { Exchange, Response } from '../wire/exchange.ts';
import type { Assertion, Check, Judgement } from './check.ts';
import { judged, unproven } from './judgement.ts';
import { putOff } from './put-off.ts';

/** The ways of an operation whose requests must be refused. */
export const refusableWays = (contract: Contract): RefusableWay[] =>
  waysOf(contract).flatMap(way => (way.mustBeRefused ? [{ ...way, mustBeRefused: way.mustBeRefused }] : []));

/** A way whose request must be refused, whatever the code. */
export type RefusableWay = Way & { readonly mustBeRefused: MustBeRefused };

/** Shorter strings occur by chance. */
const shortestSecret = 8;

/** What must be refused is refused, and without data, whatever the code. */
export function refusalChecks(contract: Contract): Check[] {
  const own = refusableWays(contract);
  if (own.length === 0) return [];
  const common = { kind: 'refusals' as const, level: 'MUST' as Level };
  const dataFree: Check = {
    ...common,
    id: `${contract.id}/refusal/no-data`,
    title: 'a refusal tells nothing about the backup',
    fails: `a ${contentName(contract.body)} member, or a value of the backup that the request did not contain, in a refused answer`,
    cites: own.map(one => citeStatus(contract, one.code)),
    judge: asked => noData(contract, own, asked),
  };
  return [
    ...own.map(
      (one): Check => ({
        ...common,
        id: `${contract.id}/refusal/${one.mustBeRefused.id}`,
        title: `${one.mustBeRefused.who} is refused`,
        fails: 'any answer below 400',
        cites: [citeStatus(contract, one.code)],
        judge: asked => isRefused(one, contract, asked),
      }),
    ),
    dataFree,
  ];
}

function citeStatus({ statuses }: Contract, code: number): Citation {
  const status = statuses.find(one => one.code === code);
  return {
    source: status?.place.file ?? '',
    line: status?.place.line ?? 1,
    clause: `${code} ${status?.phrase ?? ''} is documented`,
  };
}

function isRefused({ name, mustBeRefused }: RefusableWay, { success }: Contract, asked: OperationRecording): Judgement {
  const exchange = asked.exchange(name);
  if (!exchange) return unproven(asked.unsentReason(name) ?? 'not sent');
  const status = exchange.response?.status;
  if (status === undefined) return unproven(`no answer: ${exchange.failure?.message}`, [name]);
  const mute = putOff(exchange.response);
  if (mute) return unproven(`status ${status}, ${mute}`, [name]);
  if (status >= 400 && asked.exchange(firstRead)?.response?.status !== success) {
    return unproven('the backup is not shown to its own project either, so that a refusal tells nothing', [name]);
  }
  return judged(
    [
      {
        title: mustBeRefused.who,
        expected: 'a status of 400 or above',
        actual: `status ${status}`,
        holds: status >= 400,
      },
    ],
    [name],
  );
}

function noData(contract: Contract, own: readonly RefusableWay[], asked: OperationRecording): Judgement {
  const answered = own.flatMap(({ name, mustBeRefused: { who } }) => {
    const exchange = asked.exchange(name);
    return exchange?.response && !putOff(exchange.response) ? [{ who, name, exchange }] : [];
  });
  if (answered.length === 0) return unproven('no request that must be refused was answered');
  const shownFirst = resourcesOf(asked.exchange(firstRead), contract);
  const secrets = shownFirst.flatMap(resource => confidentialStrings(contract, resource));
  const assertions = answered.map(({ who, exchange }): Assertion => {
    const leaks = leaksIn(exchange, contract.body, secrets);
    return {
      title: who,
      expected: 'an answer without data',
      actual: leaks.join(', ') || 'an answer without data',
      holds: leaks.length === 0,
    };
  });
  const names = answered.map(({ name }) => name);
  const judgement = judged(assertions, names);
  if (judgement.outcome === 'failed') return judgement;
  const closed = answered.find(({ exchange }) => unreadable(exchange) !== undefined || exchange.failure);
  if (closed) {
    const why = unreadable(closed.exchange) ?? closed.exchange.failure?.message;
    return unproven(`the answer to ${closed.who} could not be read whole: ${why}`, names);
  }
  if (secrets.length > 0) return judgement;
  return unproven("the backup's own values are unknown, since it could not be read", names);
}

interface Confidential {
  readonly field: string;
  readonly value: string;
}

function confidentialStrings({ confidential }: Contract, backup: Readonly<Record<string, unknown>>): Confidential[] {
  return confidential.flatMap(field => {
    const value = backup[field];
    return typeof value === 'string' && value.length >= shortestSecret ? [{ field, value }] : [];
  });
}

function leaksIn(exchange: Exchange, body: Body, secrets: readonly Confidential[]): string[] {
  const { request, response } = exchange;
  if (!response) return [];
  const value = jsonValue(response);
  const asked = `${request.url} ${request.headers.flat().join(' ')}`;
  const inside = value === undefined ? '' : strings(value).join('\n');
  const told = [...spellings(response), inside, response.headers.flat().join('\n')].join('\n');
  return [
    ...(body.envelope?.names ?? []).filter(name => hasMember(value, told, name)).map(name => `a member "${name}"`),
    ...secrets
      .filter(({ value: secret }) => !asked.includes(secret) && told.includes(secret))
      .map(({ field }) => `the backup's ${field}`),
  ];
}

/** In a text that cannot be read as JSON the word alone is no member: it may stand in any error page. */
const hasMember = (value: unknown, text: string, name: string): boolean =>
  isObject(value) ? Object.hasOwn(value, name) : new RegExp(`"${name}"\\s*:`).test(text);

/** A body as text in the encodings that a careless service may use, readable as JSON or not. */
function spellings(response: Response): string[] {
  const decoded = decodedBody(response);
  const bytes = Buffer.from(decoded.error === undefined ? decoded.bytes : response.body);
  return [bytes.toString('utf8'), bytes.toString('latin1').replaceAll('\0', '')];
}

/** Why nothing can be said of a body: what is behind an unknown content coding cannot be searched. */
function unreadable({ response }: Exchange): string | undefined {
  return response && decodedBody(response).error;
}

/** All strings of a JSON value, unescaped; the reader has bounded its depth. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [key, ...strings(inner)])
    : [];
}
