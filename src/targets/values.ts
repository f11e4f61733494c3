import { ConfigurationError, MissingSettingError } from './target.ts';
import type { Environment } from './variables.ts';

/** @throws ConfigurationError naming a variable that has to be set, and to what */
export function missing(variable: string, why: string, what: string): never {
  throw new MissingSettingError(`${variable} is not set, but ${why}; set it to ${what}.`);
}

/** Whether a text can be one segment of a path. A leading dot could make it `.` or `..`. */
export const isIdentifier = (text: string): boolean => /^\w[\w.:-]*$/.test(text);

/** An id that can be one segment of a path; undefined when unset. @throws ConfigurationError */
export function identifier(env: Environment, variable: string, what: string): string | undefined {
  const value = env[variable] || undefined;
  if (value === undefined || isIdentifier(value)) return value;
  throw new ConfigurationError(`${variable} contains characters that an id cannot have; set it to ${what}.`);
}

/** A shorter token could be in an answer by chance, and would look like a leak. */
const shortestToken = 8;

/** Characters that may be anywhere in the value of a header field (RFC 9110, section 5.5). */
const visible = /^[\x21-\x7e]+$/;

/** Whether a text can be sent as a token, and recognized where it must not be. */
export const isToken = (text: string): boolean => visible.test(text) && text.length >= shortestToken;

/**
 * A token that can be sent in a header field; undefined when unset.
 * @throws ConfigurationError, which does not show it
 */
export function headerValue(env: Environment, variable: string): string | undefined {
  const value = env[variable] || undefined;
  if (value === undefined) return undefined;
  if (!visible.test(value)) {
    throw new ConfigurationError(
      `${variable} contains spaces or other characters that a token cannot have; set it again without them.`,
    );
  }
  if (isToken(value)) return value;
  throw new ConfigurationError(`${variable} is too short to be a token; set it to the whole token.`);
}

const example = 'https://vbs.example.com';

/** @throws ConfigurationError when the text is not an http or https URL */
export function webUrl(variable: string, text: string, like = example): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isWeb = url !== undefined && (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '';
  if (!isWeb) throw new ConfigurationError(`${variable} is not an http or https URL; set it to one such as ${like}.`);
  return url;
}

/** A URL that is nothing but an address. @throws ConfigurationError when it has credentials, query or fragment */
export function bareUrl(variable: string, text: string, what: string, like = example): URL {
  const url = webUrl(variable, text, like);
  const isBare = `${url.username}${url.password}${url.search}${url.hash}` === '';
  if (isBare && isDecodable(url.pathname)) return url;
  throw new ConfigurationError(
    `${variable} contains credentials, a query, a fragment or a broken % escape; set it to ${what} only.`,
  );
}

/** Whether each `%` begins a valid escape (RFC 3986, section 2.1). */
export function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** The http URL of a forward proxy; undefined when unset. @throws ConfigurationError */
export function proxyUrl(env: Environment, variable: string): string | undefined {
  const text = env[variable];
  if (!text) return undefined;
  const like = 'http://proxy.example.com:3128';
  const url = webUrl(variable, text, like);
  if (url.protocol === 'http:') return url.href;
  throw new ConfigurationError(`${variable} is not an http URL; set it to one such as ${like}.`);
}

/** A day in seconds. No number has to be larger. */
const maxNumber = 86_400;

/** A number above 0; undefined when unset. @throws ConfigurationError */
export function positive(env: Environment, variable: string, unit: string): number | undefined {
  return numberIn(env, variable, value => value > 0, `a number of ${unit} above 0 and up to ${maxNumber}`);
}

/** A number from 0 on; undefined when unset. @throws ConfigurationError */
export function notNegative(env: Environment, variable: string, unit: string): number | undefined {
  return numberIn(env, variable, value => value >= 0, `a number of ${unit} from 0 to ${maxNumber}`);
}

/** A whole number from 1 on; undefined when unset. @throws ConfigurationError */
export function wholeNumber(env: Environment, variable: string, most: number): number | undefined {
  const isAllowed = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= most;
  return numberIn(env, variable, isAllowed, `a whole number from 1 to ${most}`);
}

function numberIn(
  env: Environment,
  variable: string,
  isAllowed: (value: number) => boolean,
  what: string,
): number | undefined {
  const text = env[variable];
  if (!text) return undefined;
  const value = Number(text);
  if (Number.isFinite(value) && isAllowed(value) && value <= maxNumber) return value;
  throw new ConfigurationError(`${variable} is "${text}"; set it to ${what}.`);
}

/**
 * Requests per second; undefined when unset. Fewer than one a day would be waits that timers cannot measure.
 * @throws ConfigurationError
 */
export function requestRate(env: Environment, variable: string): number | undefined {
  const rate = positive(env, variable, 'requests per second');
  if (rate === undefined || rate >= 1 / maxNumber) return rate;
  throw new ConfigurationError(
    `${variable} is "${env[variable]}", which is less than one request a day; set it to a larger number.`,
  );
}

/** A switch: `1` is on, `0` and unset are off. @throws ConfigurationError */
export function isOn(env: Environment, variable: string, what: string): boolean {
  const value = env[variable] || '0';
  if (value === '0' || value === '1') return value === '1';
  throw new ConfigurationError(`${variable} is "${value}"; set it to 1 ${what}, or remove it.`);
}
