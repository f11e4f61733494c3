import { maxDepth } from '../text/json-text.ts';
import { type Alteration, withBytes, withField, withText } from './alterations.ts';
import { inLastRead, inReads } from './change.ts';
import type { Mutation } from './mutant.ts';

/** Bodies that are not one complete JSON text in UTF-8, in both reads and in the second alone. */
export const encodingMutations = (): Mutation[] =>
  damages.flatMap(([what, alteration]) => {
    const breaks = { kind: 'encoding', breaks: 'body/json' };
    return [
      { name: `body ${what}`, ...breaks, make: inReads(alteration) },
      { name: `body ${what}, in the second read`, ...breaks, make: inLastRead(alteration) },
    ];
  });

/** A text with a further member, or a further item of a list, at its end. */
function withLastMember(text: string, name: string, literal: string): string {
  const before = text.trimEnd();
  const inside = before.slice(0, -1).trimEnd();
  const isList = before.endsWith(']');
  const comma = /[[{]$/.test(inside) ? '' : ',';
  return `${inside}${comma}${isList ? '' : `${JSON.stringify(name)}:`}${literal}${before.slice(-1)}`;
}

/** What other languages write for a value and JSON does not know. */
const foreignLiterals = ['NaN', 'Infinity', 'None', 'undefined', '0x1F', "'text'"];

const damages: readonly (readonly [what: string, alteration: Alteration])[] = [
  ['empty', withText(() => '')],
  ['broken off', withText(text => text.trimEnd().slice(0, -1))],
  ...foreignLiterals.map(
    literal => [`with ${literal} in it`, withText(text => withLastMember(text, 'more', literal))] as const,
  ),
  ['with a comment before it', withText(text => `/* */${text}`)],
  ['with an extra comma', withText(text => text.replace(/[\]}]\s*$/, end => `,${end}`))],
  ['with single quotes', withText(text => text.replaceAll('"', "'"))],
  ['with a second JSON text after it', withText(text => `${text}{}`)],
  ['HTML', withText(() => '<!DOCTYPE html><title>OK</title>')],
  ['with a byte order mark', withText(text => `\uFEFF${text}`)],
  [
    'nested too deeply',
    withText(text => withLastMember(text, 'deep', '['.repeat(2 * maxDepth) + ']'.repeat(2 * maxDepth))),
  ],
  ['in Latin-1', withBytes(body => Buffer.from(withLastMember(utf8(body), 'é', '"é"'), 'latin1'))],
  ['in UTF-16', withBytes(body => Buffer.from(utf8(body), 'utf16le'))],
  ...['gzip', 'br', 'unheard-of'].map(
    coding => [`wrongly labelled ${coding}`, withField('content-encoding', coding)] as const,
  ),
];

const utf8 = (body: Uint8Array): string => Buffer.from(body).toString('utf8');
