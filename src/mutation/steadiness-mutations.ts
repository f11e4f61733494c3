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
import { eachPlace } from './item-places.ts';
import type { Mutation } from './mutant.ts';

/** A second read that is refused, or that shows something else although nothing happened to the resource. */
export function steadinessMutations(contract: Contract): Mutation[] {
  const { body, steady, statuses, subjects, operation, list } = contract;
  // Items that nothing tells apart cannot be compared.
  if (!isOneResource(body) && !list) return [];
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
  /** For the only resource, or for one item of a list. */
  const ofOne = (what: string, alteration: Alteration): Mutation[] =>
    eachPlace(contract)
      .filter(([place]) => isOneResource(body) || place !== '')
      .map(([place, there]) => mutation(what + place, there(alteration)));
  // An item with another identity is another item.
  const still = members.filter(field => !isMoving(field) && field.names[0] !== list?.identity);
  const always = steady.while.length > 0 ? still.filter(({ names: [name] }) => steady.always.includes(name)) : [];
  const refusals = statuses.filter(({ normal }) => !normal).map(({ code }) => code);
  const canBeDeleted = subjectParametersIn(operation.path).length > 0;
  const isAbsence = (code: number): boolean => canBeDeleted && (code === 404 || code === 410);
  return [
    ...still.flatMap(field => ofOne(`another ${field.names[0]}`, another(field))),
    ...still
      .filter(({ nullable }) => nullable)
      .flatMap(field =>
        ofOne(
          `null for ${field.names[0]}`,
          withFieldValue(pathTo(field), () => null),
        ),
      ),
    ...always.flatMap(field =>
      ofOne(
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
