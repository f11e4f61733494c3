import { type RefusableWay, refusableWays } from '../checks/refusals.ts';
import { contentField, isOneResource } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { firstRead } from '../probes/ways.ts';
import { decodedBody } from '../recording/body.ts';
import type { Recording } from '../recording/recording.ts';
import { resourcesOf } from '../recording/response-json.ts';
import { type Alteration, inSequence, withBytes, withField, withJson, withStatus } from './alterations.ts';
import { inExchanges, type Make, type NotApplicable, type Original } from './change.ts';
import type { Mutation } from './mutant.ts';
import { putOffAnswers } from './status-mutations.ts';

/** What must be refused is granted, or refused with a value of the resource in the answer. */
export const refusalMutations = (contract: Contract): Mutation[] =>
  refusableWays(contract).flatMap(way => [
    ...granted(contract, way),
    ...shown(contract, way),
    ...contract.confidential.flatMap(field => leaked(way, field)),
  ]);

const mutation = ({ mustBeRefused: { who } }: RefusableWay, what: string, breaks: string, make: Make): Mutation => ({
  name: `${who}: ${what}`,
  kind: 'refusals',
  breaks: `refusal/${breaks}`,
  make,
});

function granted({ success }: Contract, way: RefusableWay): Mutation[] {
  const { name, mustBeRefused } = way;
  const answered = (what: string, alteration: Alteration): Mutation =>
    mutation(way, what, mustBeRefused.id, inExchanges([name], alteration));
  return [
    answered('granted', withStatus(success)),
    answered('answered with 204', inSequence(withStatus(204), withJson({}))),
    answered('redirected with 302', withStatus(302)),
    ...putOffAnswers.map(({ what, alteration }): Mutation => {
      return { ...answered(`answered with ${what}`, alteration), onlyUnproven: true };
    }),
  ];
}

/** The whole answer that the owner is shown, or only the name around it. */
function shown({ success, body }: Contract, way: RefusableWay): Mutation[] {
  const given = (what: string, then: Alteration): Mutation =>
    mutation(way, what, 'no-data', original => withShown(original, way.name, then));
  const { envelope } = body;
  const empty = envelope && withJson({ [envelope.names[0]]: isOneResource(body) ? {} : [] });
  return [
    given('granted with all data', withStatus(success)),
    given('refused with all data', exchange => exchange),
    given('refused with all data and an extra byte', spoilt),
    given('refused with all data in UTF-16', inUtf16),
    ...(empty
      ? [mutation(way, `refused with an empty ${envelope.names[0]}`, 'no-data', inExchanges([way.name], empty))]
      : []),
  ];
}

/** Refused with one confidential value in the answer. */
function leaked(way: RefusableWay, field: string): Mutation[] {
  const { name, code } = way;
  const refused = (what: string, alteration: (value: string) => Alteration): Mutation =>
    mutation(way, `refused with the ${field}${what}`, 'no-data', original => {
      const value = secretIn(original, field, name);
      return typeof value === 'string' ? inExchanges([name], alteration(value))(original) : value;
    });
  return [
    refused('', value => withJson({ error: { code, message: `no: ${value}` } })),
    refused(' deep inside', value => withJson({ error: { code, message: 'no', of: [{ [value]: 1 }] } })),
    refused(' in a header field', value => withField('x-note', value)),
  ];
}

/**
 * Answered with the body that the owner is shown, and then altered. Not applicable where nobody could recognise it: it
 * has neither a name around the data nor a confidential value.
 */
function withShown(original: Original, name: string, then: Alteration): Recording | NotApplicable {
  const { body, confidential, success } = original.contract;
  const { response } = original.exchange(firstRead) ?? {};
  const plain = response?.status === success ? decodedBody(response) : undefined;
  const isRecognisable =
    body.envelope || confidential.some(field => typeof secretIn(original, field, name) === 'string');
  if (!isRecognisable || !plain || plain.error !== undefined)
    return { notApplicable: `${firstRead}: shows no value that can be recognized` };
  const { bytes } = plain;
  return inExchanges(
    [name],
    inSequence(
      withBytes(() => bytes),
      then,
    ),
  )(original);
}

/** Shorter strings occur by chance, so that nobody looks for them. */
const shortestSecret = 8;

/** A value of a confidential field that the request itself does not name. */
function secretIn({ contract, exchange }: Original, field: string, name: string): string | NotApplicable {
  const { url = '', headers = [] } = exchange(name)?.request ?? {};
  const asked = `${url} ${headers.flat().join(' ')}`;
  const { names } = contentField(contract.body).members.find(one => one.names[0] === field) ?? { names: [field] };
  const values = resourcesOf(exchange(firstRead), contract).flatMap(resource => names.map(one => resource[one]));
  const secret = values.find(
    value => typeof value === 'string' && value.length >= shortestSecret && !asked.includes(value),
  );
  return typeof secret === 'string' ? secret : { notApplicable: `${firstRead}: no ${field} that is long enough` };
}

const spoilt = withBytes(body => Buffer.concat([body, Buffer.from([0xff])]));
const inUtf16 = withBytes(body => Buffer.from(Buffer.from(body).toString('utf8'), 'utf16le'));
