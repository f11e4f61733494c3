import { contentField, isOneResource } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { type Alteration, withJson } from './alterations.ts';
import { inReads } from './change.ts';
import { withFieldValue } from './field-places.ts';
import type { Mutation } from './mutant.ts';
import { absent, misspelt } from './presence-mutations.ts';
import { listsOfOthers, valuesUnlike } from './type-mutations.ts';

/** The answer is another kind of JSON, or what wraps the content is missing, misspelt, or contains another kind of value. */
export function envelopeMutations({ body }: Contract): Mutation[] {
  const { root, envelope } = body;
  const mutation = (what: string, alteration: Alteration): Mutation => ({
    name: `body ${what}`,
    kind: 'envelope',
    breaks: 'response/envelope',
    make: inReads(alteration),
  });
  const content = contentField(body);
  const others = [...valuesUnlike(content.type), ...listsOfOthers(content)];
  if (!envelope) return others.map(([what, value]) => mutation(what, withJson(value)));
  const [name] = envelope.names;
  const text = isOneResource(body) ? '{}' : '[]';
  return [
    ...valuesUnlike(root.type).map(([what, value]) => mutation(what, withJson(value))),
    mutation('an empty object', withJson({})),
    mutation(`without ${name}`, absent([root, envelope])),
    ...misspelt([root, envelope]).map(([what, alteration]) => mutation(`${name} ${what}`, alteration)),
    ...[...others, ['the text of JSON', text] as const].map(([what, value]) =>
      mutation(
        `${name} ${what}`,
        withFieldValue([root, envelope], () => value),
      ),
    ),
  ];
}
