import type { Contract } from '../contract/contract.ts';
import { withField, withHeaders } from './alterations.ts';
import { inReads } from './change.ts';
import type { Mutation } from './mutant.ts';

/** The answer's Content-Type missing, there twice, or naming another media type than the documented one. */
export function mediaTypeMutations({ mediaType: { value } }: Contract): Mutation[] {
  const [type = '', subtype = ''] = value.split('/');
  const near = [`${value}p`, `${value}5`, `${type}/vnd.other+${subtype}`, subtype];
  const others = ['text/plain', 'text/html', 'application/xml'].filter(other => other !== value);
  const mutation = (what: string, alteration: ReturnType<typeof withHeaders>): Mutation => ({
    name: `Content-Type ${what}`,
    kind: 'header fields',
    breaks: 'body/content-type',
    make: inReads(alteration),
  });
  return [
    mutation('missing', withField('content-type', undefined)),
    mutation('empty', withField('content-type', '')),
    mutation(
      'twice',
      withHeaders(fields => [...fields, ['Content-Type', others[0] ?? '']]),
    ),
    ...[...others, ...near].map(other => mutation(other, withField('content-type', other))),
  ];
}
