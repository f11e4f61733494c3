import { contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import {
  type Alteration,
  altered,
  reads,
  withBytes,
  withField,
  withHeaders,
  withJson,
  withResource,
  withText,
} from './alterations.ts';
import type { Mutant, Originals } from './mutant.ts';

/** The answer as a message broken: envelope, JSON text, encoding, media type, undocumented members. */
export function messageMutants(contract: Contract, { full }: Originals): Mutant[] {
  const envelope = contentName(contract.body);
  const mutant = (name: string, kind: string, breaks: string, alter: Alteration, names = reads): Mutant => ({
    name,
    kind,
    breaks,
    recording: altered(full, names, alter),
  });
  const envelopes: readonly (readonly [string, unknown])[] = [
    ['an empty object', {}],
    ['a list', []],
    ['null', null],
    ['a number', 7],
    ['text', 'text'],
    [`${envelope} null`, { [envelope]: null }],
    [`${envelope} a list`, { [envelope]: [] }],
    [`${envelope} a text`, { [envelope]: '{}' }],
    [`${envelope} in capitals`, { [envelope.toUpperCase()]: {} }],
  ];
  const texts: readonly (readonly [string, (text: string) => string])[] = [
    ['empty', () => ''],
    ['broken off', text => text.slice(0, -1)],
    ['with NaN in it', text => text.replace(/"size":\s*\d+/, '"size":NaN')],
    ['with a comment before it', text => `/* */${text}`],
    ['with a comma too many', text => text.replace(/}\s*$/, ',}')],
    ['with single quotes', text => text.replaceAll('"', "'")],
    ['with a second text behind it', text => `${text}{}`],
    ['HTML', () => '<!DOCTYPE html><title>OK</title>'],
    ['with a byte order mark', text => `\uFEFF${text}`],
    ['nested without reason', text => text.replace(/}\s*$/, `,"deep":${'['.repeat(200)}${']'.repeat(200)}}`)],
  ];
  const json = texts.flatMap(([what, change]) => [
    mutant(`body ${what}`, 'encoding', 'body/json', withText(change)),
    mutant(`body ${what}, in the second read`, 'encoding', 'body/json', withText(change), ['show-again']),
  ]);
  const latin1 = withBytes(body =>
    Buffer.concat([Buffer.from(body).subarray(0, -1), Buffer.from(', "é": 1}', 'latin1')]),
  );
  const types = [
    undefined,
    '',
    'text/plain',
    'text/html',
    'application/xml',
    'application/jsonp',
    'application/json5',
    'json',
  ];
  return [
    ...envelopes.map(([what, body]) => mutant(`body ${what}`, 'envelope', 'response/envelope', withJson(body))),
    ...json,
    mutant('body in Latin-1', 'encoding', 'body/json', latin1),
    mutant('body said to be gzip', 'encoding', 'body/json', withField('content-encoding', 'gzip')),
    mutant(
      'Content-Type twice',
      'header fields',
      'body/content-type',
      withHeaders(fields => [...fields, ['Content-Type', 'text/html']]),
    ),
    ...types.map(type =>
      mutant(
        `Content-Type ${type ?? 'missing'}`,
        'header fields',
        'body/content-type',
        withField('content-type', type),
      ),
    ),
    mutant(
      'a key twice',
      'members',
      'body/unique-keys',
      withText(text => text.replace('"size"', '"size":1,"size"')),
    ),
    mutant(
      'a key twice, once escaped',
      'members',
      'body/unique-keys',
      withText(text => text.replace('"size"', '"\\u0073ize":1,"size"')),
    ),
    mutant(
      'a field too many',
      'members',
      'body/undocumented-fields',
      withResource(envelope, one => ({ ...one, extra: 1 })),
    ),
    mutant(
      'a field beside the envelope',
      'members',
      'body/undocumented-fields',
      withText(text => text.replace(/}\s*$/, ',"extra":1}')),
    ),
    mutant(
      'a member too many in a link',
      'members',
      'body/undocumented-fields',
      withResource(envelope, one => ({ ...one, links: lengthened(one.links) })),
    ),
    mutant(
      'a field named __proto__',
      'members',
      'body/undocumented-fields',
      withText(text => text.replace('"size"', '"__proto__":{"size":1},"size"')),
    ),
  ];
}

const lengthened = (links: unknown): unknown =>
  Array.isArray(links) ? links.map(link => ({ ...link, type: 'text/html' })) : links;
