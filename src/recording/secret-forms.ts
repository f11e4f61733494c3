import type { Secret } from '../targets/target.ts';
import { type Reading, readingsOf } from './readings.ts';

/** A spelling of a secret, and what stands for it in a recording. */
export interface SecretForm {
  readonly form: string;
  readonly variable: string;
}

/** A text without secrets, and the variables whose secrets it contained. */
export interface Redacted {
  readonly text: string;
  readonly found: readonly string[];
}

/** Parts of a secret that are shorter occur by chance. */
const shortestPart = 8;

/** A shorter secret in capitals, or without them, may be a word of any text. */
const shortestFolded = 16;

/** What replaces a secret in a recording: the variable that contains it. */
export const placeholder = (variable: string): string => `<${variable}>`;

/**
 * The spellings in which secrets are looked for: plain, in capitals, without capitals, in JSON, URL-encoded, in hex, and in base64 in
 * both alphabets, also where the secret begins amid other encoded bytes. Longest first, so that none is cut in two by a
 * shorter one. docs/security.md tells which spellings are found.
 */
export function formsOf(secrets: readonly Secret[]): SecretForm[] {
  const forms = secrets.flatMap(({ variable, value }) => {
    // Bytes are searched with a character for each; a password need not be ASCII.
    const bytes = Buffer.from(value).toString('latin1');
    const encoded = encodeURIComponent(value);
    const plain = [value, bytes, JSON.stringify(value).slice(1, -1), encoded];
    const folded = value.length < shortestFolded ? [] : plain.flatMap(one => [one.toLowerCase(), one.toUpperCase()]);
    const hex = Buffer.from(value).toString('hex');
    const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '');
    const parts = [0, 1, 2].map(offset => base64Amid(value, offset)).filter(part => part.length >= shortestPart);
    const coded = [base64, ...parts].flatMap(one => [one, one.replaceAll('+', '-').replaceAll('/', '_')]);
    const lower = encoded.replace(/%../g, pair => pair.toLowerCase());
    const all = [...plain, lower, ...folded, hex, hex.toUpperCase(), ...coded];
    return [...new Set(all)].filter(form => form !== '').map(form => ({ form, variable }));
  });
  return forms.sort((one, other) => other.form.length - one.form.length);
}

/** The characters of a base64 text that hold nothing but this value, when so many bytes stand before it. */
function base64Amid(value: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]);
  return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
}

/** Puts the variables' names where their secrets stand, also where these are escaped, or broken into lines. */
export function withoutSecrets(text: string, forms: readonly SecretForm[]): Redacted {
  const plain = replaced(text, forms);
  const hidden = readingsOf(plain.text).map(reading => spansIn(reading, forms));
  const found = [...plain.found, ...hidden.flatMap(one => one.found)];
  return {
    text: cutOut(
      plain.text,
      hidden.flatMap(({ spans }) => spans),
    ),
    found: [...new Set(found)],
  };
}

function replaced(text: string, forms: readonly SecretForm[]): Redacted {
  const hits = formsIn(text, forms);
  return {
    text: hits.reduce((rest, { form, variable }) => rest.replaceAll(form, () => placeholder(variable)), text),
    found: variablesOf(hits),
  };
}

const formsIn = (text: string, forms: readonly SecretForm[]): SecretForm[] =>
  forms.filter(({ form }) => text.includes(form));

const variablesOf = (forms: readonly SecretForm[]): string[] => [...new Set(forms.map(({ variable }) => variable))];

/** A place in a text, and what stands there. */
type Span = readonly [start: number, end: number, variable: string];

/** Where secrets stand that only this reading of a text shows. Everything else stays as it is written. */
function spansIn(
  { text, trace, shortest }: Reading,
  forms: readonly SecretForm[],
): { readonly spans: Span[]; readonly found: string[] } {
  const hits = formsIn(text, forms).filter(({ form }) => form.length >= shortest);
  if (hits.length === 0) return { spans: [], found: [] };
  const { starts, ends } = trace();
  const spans = hits.flatMap(({ form, variable }) =>
    indexesOf(form, text).map((index): Span => [starts[index] ?? 0, ends[index + form.length - 1] ?? 0, variable]),
  );
  return { spans, found: variablesOf(hits) };
}

function indexesOf(form: string, text: string): number[] {
  const indexes: number[] = [];
  for (let index = text.indexOf(form); index >= 0; index = text.indexOf(form, index + form.length)) indexes.push(index);
  return indexes;
}

/** Of spans that overlap the first one gives its name, and of those that begin together the longest. */
function cutOut(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const parts: string[] = [];
  let done = 0;
  for (const [start, end, variable] of spans.toSorted((one, other) => one[0] - other[0] || other[1] - one[1])) {
    if (start >= done) parts.push(text.slice(done, start), placeholder(variable));
    done = Math.max(done, end);
  }
  return parts.join('') + text.slice(done);
}
