import { contentField, isOneResource } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { contentPath, type FieldPath } from '../contract/field-path.ts';
import { subjectParametersIn } from '../contract/path.ts';
import { laterListName } from '../probes/subjects.ts';
import { firstRead } from '../probes/ways.ts';
import { listPath } from '../recording/subject-list.ts';
import type { Exchange } from '../wire/exchange.ts';
import { type Alteration, inSequence, unanswered, withJson, withStatus } from './alterations.ts';
import { inLastRead, isMade, type Make } from './change.ts';
import { anotherValue } from './conforming-values.ts';
import { withFieldValue } from './field-places.ts';
import type { Mutation } from './mutant.ts';

/** A second read that is refused, or that shows something else although nothing happened to the resource. */
export function steadinessMutations({ body, steady, statuses, subjects }: Contract): Mutation[] {
  if (!isOneResource(body)) return [];
  const { members } = contentField(body);
  const pathTo = (field: Field): FieldPath => [...contentPath(body), field];
  const another = (field: Field): Alteration => withFieldValue(pathTo(field), value => anotherValue(field, value));
  const isMoving = ({ names: [name] }: Field): boolean => steady.while.includes(name);
  const moved = inSequence(...members.filter(isMoving).map(another));
  const mutation = (what: string, alteration: Alteration): Mutation => ({
    name: `second read: ${what}`,
    kind: 'unsteady',
    breaks: 'steady',
    make: inLastRead(alteration),
  });
  const still = members.filter(field => !isMoving(field));
  const always = steady.while.length > 0 ? still.filter(({ names: [name] }) => steady.always.includes(name)) : [];
  const refusals = statuses.filter(({ normal }) => !normal).map(({ code }) => code);
  const isAbsence = (code: number): boolean => code === 404 || code === 410;
  return [
    ...still.map(field => mutation(`another ${field.names[0]}`, another(field))),
    ...still
      .filter(({ nullable }) => nullable)
      .map(field =>
        mutation(
          `null for ${field.names[0]}`,
          withFieldValue(pathTo(field), () => null),
        ),
      ),
    ...always.map(field =>
      mutation(
        `another ${field.names[0]} together with another ${steady.while.join(' and ')}`,
        inSequence(another(field), moved),
      ),
    ),
    ...refusals.filter(code => !isAbsence(code)).map(code => mutation(`answered with ${code}`, withStatus(code))),
    ...refusals.filter(isAbsence).flatMap((code): Mutation[] => {
      const absent = mutation(`answered with ${code}`, withStatus(code));
      const name = `${absent.name} by a service that still lists it`;
      // It may have been deleted meanwhile.
      return [
        { ...absent, onlyUnproven: true },
        ...(Object.keys(subjects).length > 0 ? [{ ...absent, name, make: stillListed(absent.make) }] : []),
      ];
    }),
    mutation('empty', withJson({})),
    mutation('not answered', unanswered),
  ];
}

/** The same by a service that lists what was asked about, after everything else. */
const stillListed =
  (make: Make): Make =>
  original => {
    const { contract, parameters } = original;
    const result = make(original);
    if (!isMade(result)) return result;
    const show = result.exchanges.find(({ name }) => name === `${contract.name}/${firstRead}`);
    const { endpoint, project } = result.target;
    const lists = subjectParametersIn(contract.operation.path).flatMap((parameter): Exchange[] => {
      const source = contract.subjects[parameter];
      if (!source || !show) return [];
      const name = `${contract.name}/${laterListName}/${parameter}`;
      const list = withJson({ items: [{ [source.member]: parameters[parameter] }] })(show);
      return [{ ...list, name, request: { ...show.request, url: `${endpoint}${listPath(source, project)}` } }];
    });
    return { ...result, exchanges: [...result.exchanges, ...lists] };
  };
