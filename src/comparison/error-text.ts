import { bodyText } from '../recording/body.ts';
import { jsonValue } from '../recording/response-json.ts';
import { isObject } from '../text/json.ts';
import type { Response } from '../wire/exchange.ts';

/** Characters of a text that are compared, and shown. */
const mostCharacters = 300;

/** A shorter value may stand anywhere in a text without being meant. */
const leastCharacters = 4;

/**
 * What an error answer says, without what differs from run to run: ids and times, and the values that the run asked about.
 * It is the message of a fault in OpenStack's form, else the text of the body without tags.
 * @param values what the run asked about
 */
export function errorText(response: Response, values: readonly string[]): string {
  const asked = values.filter(value => value.length >= leastCharacters).sort((one, other) => other.length - one.length);
  const said = asked.reduce((text, value) => text.replaceAll(value, '<id>'), messageOf(response));
  return said
    .replace(/\b(?:req-)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, '<id>')
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{16,}\b/gi, '<id>')
    .replace(/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g, '<time>')
    .replace(/\b\d{6,}\b/g, '<id>')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, mostCharacters);
}

function messageOf(response: Response): string {
  const value = jsonValue(response);
  const [only] = isObject(value) ? Object.values(value) : [];
  if (isObject(only) && typeof only.message === 'string') return cut(only.message);
  const body = bodyText(response);
  return body.error === undefined ? withoutTags(cut(body.text)) : body.error;
}

/** What stands further behind is not compared: a service may send megabytes, and ids may be long. */
const cut = (text: string): string => text.slice(0, 20 * mostCharacters);

const withoutTags = (text: string): string => text.replace(/<[^<>]*>/g, ' ');
