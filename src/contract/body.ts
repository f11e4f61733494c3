import { isObject } from '../text/json.ts';
import { type Field, spellingsIn } from './field.ts';

/** What a successful answer contains: one resource or a list of them, in a member that wraps it or as the whole body. */
export interface Body {
  /** The whole JSON text. Its members are what stands at its top level. */
  readonly root: Field;
  /** The member that wraps the resource, or the list of resources; undefined: the body itself is that. */
  readonly envelope: Field | undefined;
}

/** The field that is the resource, or the list of resources. */
export const contentField = ({ root, envelope }: Body): Field => envelope ?? root;

/** Whether a successful answer contains one resource, and not a list. */
export const isOneResource = (body: Body): boolean => contentField(body).type !== 'array';

/** The name of the content, for people: the documented name of the envelope, or `resource`. */
export const contentName = ({ envelope }: Body): string => envelope?.names[0] ?? 'resource';

/** The resource or list in a body's JSON value; undefined when the envelope is missing or contains another kind of value. */
export function contentIn(body: Body, value: unknown): unknown {
  const content = body.envelope ? wrapped(body.envelope, value) : value;
  return isOneResource(body) ? objectOrNothing(content) : listOrNothing(content);
}

function wrapped(envelope: Field, value: unknown): unknown {
  if (!isObject(value)) return undefined;
  const [name] = spellingsIn(envelope, value);
  return name === undefined ? undefined : value[name];
}

const listOrNothing = (value: unknown): unknown => (Array.isArray(value) ? value : undefined);
const objectOrNothing = (value: unknown): unknown => (isObject(value) ? value : undefined);

/** The content as words: `backup object`, `backups list`. */
export const contentWords = (body: Body): string => `${contentName(body)} ${isOneResource(body) ? 'object' : 'list'}`;

/** Why the content cannot be judged: `no backup object to judge`. */
export const nothingToJudge = (body: Body): string => `no ${contentWords(body)} to judge`;
