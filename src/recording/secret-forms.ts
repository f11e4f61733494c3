import type { Secret } from '../targets/target.ts';
import { withoutEscapes } from './escapes.ts';

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

/** What replaces a secret in a recording: the variable that contains it. */
export const placeholder = (variable: string): string => `<${variable}>`;

/**
 * The spellings in which secrets are looked for: plain, in JSON, URL-encoded, and in base64 in both alphabets, also
 * where the secret begins amid other encoded bytes. Longest first, so that none is cut in two by a shorter one.
 */
export function formsOf(secrets: readonly Secret[]): SecretForm[] {
  const forms = secrets.flatMap(({ variable, value }) => {
    // Bytes are searched with a character for each; a password need not be ASCII.
    const bytes = Buffer.from(value).toString('latin1');
    const encoded = encodeURIComponent(value);
    const lower = encoded.replace(/%../g, pair => pair.toLowerCase());
    const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '');
    const parts = [0, 1, 2].map(offset => base64Amid(value, offset)).filter(part => part.length >= shortestPart);
    const coded = [base64, ...parts].flatMap(one => [one, one.replaceAll('+', '-').replaceAll('/', '_')]);
    const all = [value, bytes, JSON.stringify(value).slice(1, -1), encoded, lower, ...coded];
    return [...new Set(all)].filter(form => form !== '').map(form => ({ form, variable }));
  });
  return forms.sort((one, other) => other.form.length - one.form.length);
}

/** The characters of a base64 text that hold nothing but this value, when so many bytes stand before it. */
function base64Amid(value: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]);
  return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
}

/** Puts the variables' names where their secrets stand, also where single characters of these are escaped. */
export function withoutSecrets(text: string, forms: readonly SecretForm[]): Redacted {
  const plain = replaced(text, forms);
  const open = withoutEscapes(plain.text);
  if (open === plain.text) return plain;
  const hidden = replaced(open, forms);
  return hidden.found.length === 0
    ? plain
    : { text: hidden.text, found: [...new Set([...plain.found, ...hidden.found])] };
}

function replaced(text: string, forms: readonly SecretForm[]): Redacted {
  const hits = forms.filter(({ form }) => text.includes(form));
  return {
    text: hits.reduce((rest, { form, variable }) => rest.replaceAll(form, () => placeholder(variable)), text),
    found: [...new Set(hits.map(({ variable }) => variable))],
  };
}
