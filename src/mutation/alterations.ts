import type { Recording } from '../recording/recording.ts';
import type { Exchange, Header, Response } from '../wire/exchange.ts';

/** Makes one exchange into another. */
export type Alteration = (exchange: Exchange) => Exchange;

/** Every exchange that answers with the backup: a fault of the service shows in all of them. */
export const reads: readonly string[] = ['show', 'show-again', 'follow/self'];

/** An exchange's name below its operation. */
const below = ({ name }: { readonly name: string }): string => name.slice(name.indexOf('/') + 1);

/** The recording with the named exchanges altered. */
export function altered(recording: Recording, names: readonly string[], alter: Alteration): Recording {
  return { ...recording, exchanges: recording.exchanges.map(one => (names.includes(below(one)) ? alter(one) : one)) };
}

/** The recording without the named exchanges, as if they had not been sent. */
export function without(recording: Recording, names: readonly string[]): Recording {
  const exchanges = recording.exchanges.filter(one => !names.includes(below(one)));
  return {
    ...recording,
    exchanges,
    unsent: [
      ...recording.unsent,
      ...names.map(name => ({ name: `${recording.operations[0]?.name}/${name}`, reason: 'left out' })),
    ],
  };
}

/** The recording with a further exchange, answered like an existing one but for its body. */
export function withAnother(recording: Recording, like: string, name: string, body: unknown): Recording {
  const model = recording.exchanges.find(one => below(one) === like);
  if (!model) throw new Error(`The recording has no exchange "${like}".`);
  return {
    ...recording,
    exchanges: [...recording.exchanges, { ...withJson(body)(model), name: `${recording.operations[0]?.name}/${name}` }],
  };
}

/** The recording with each fault that was asked for by `Prefer` also brought about by a hook, to the same answer. */
export function withFaultHooks(recording: Recording): Recording {
  const hooked = recording.exchanges.flatMap(exchange => {
    const [, rest] = /^(.*\/status\/\d+)\/prefer$/.exec(exchange.name) ?? [];
    return rest === undefined ? [] : [{ ...exchange, name: `${rest}/hook` }];
  });
  const names = hooked.map(({ name }) => name);
  const unsent = recording.unsent.filter(({ name }) => !names.includes(name));
  return { ...recording, exchanges: [...recording.exchanges, ...hooked], unsent };
}

const answering =
  (change: (response: Response) => Response): Alteration =>
  exchange => ({ ...exchange, response: exchange.response && change(exchange.response) });

/** Answered with another status. */
export const withStatus = (status: number): Alteration => answering(response => ({ ...response, status }));

/** Answered with these bytes. */
export const withBytes = (change: (body: Uint8Array) => Uint8Array): Alteration =>
  answering(response => ({ ...response, body: change(response.body) }));

/** Answered with another text. */
export const withText = (change: (text: string) => string): Alteration =>
  withBytes(body => Buffer.from(change(Buffer.from(body).toString('utf8'))));

/** Answered with this JSON. */
export const withJson = (value: unknown): Alteration => withText(() => JSON.stringify(value));

/** Answered with another object in the envelope; the change gets a copy that it may write to. */
export function withResource(envelope: string, change: (resource: Record<string, unknown>) => unknown): Alteration {
  return withText(text => {
    const body = JSON.parse(text) as Record<string, Record<string, unknown>>;
    const resource = body[envelope] ?? {};
    const changed = change(resource) ?? resource;
    return JSON.stringify({ ...body, [envelope]: changed });
  });
}

/** Answered with other header fields. */
export const withHeaders = (change: (headers: readonly Header[]) => readonly Header[]): Alteration =>
  answering(response => ({ ...response, headers: change(response.headers) }));

/** Answered without a header field, or with another value for it. */
export function withField(name: string, value: string | undefined): Alteration {
  return withHeaders(headers => [
    ...headers.filter(([field]) => field.toLowerCase() !== name.toLowerCase()),
    ...(value === undefined ? [] : [[name, value] as const]),
  ]);
}

/** Not answered at all. */
export const unanswered: Alteration = exchange => ({
  ...exchange,
  response: undefined,
  failure: { kind: 'closed', message: 'closed without an answer' },
});

/** One alteration after the other. */
export const inSequence =
  (first: Alteration, second: Alteration): Alteration =>
  exchange =>
    second(first(exchange));
