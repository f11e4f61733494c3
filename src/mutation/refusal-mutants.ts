import { refusableWays } from '../checks/refusals.ts';
import { contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { resourceOf } from '../recording/response-json.ts';
import { altered, inSequence, withBytes, withField, withJson, withStatus } from './alterations.ts';
import type { Mutant, Originals } from './mutant.ts';

/** What must be refused is granted, or refused with a value of the backup in the answer. */
export function refusalMutants(contract: Contract, { full }: Originals): Mutant[] {
  const envelope = contentName(contract.body);
  const resource =
    resourceOf(
      full.exchanges.find(({ name }) => name === `${contract.name}/show`),
      contract,
    ) ?? {};
  const secrets = contract.confidential.flatMap(name => {
    const value = resource[name];
    return typeof value === 'string' && value.length >= 8 ? [{ name, value }] : [];
  });
  return refusableWays(contract).flatMap(({ name: exchange, mustBeRefused: { id, who } }) => {
    const mutant = (what: string, breaks: string, alter: Parameters<typeof altered>[2]): Mutant => ({
      name: `${who}: ${what}`,
      kind: 'refusals',
      breaks: `refusal/${breaks}`,
      recording: altered(full, [exchange], alter),
    });
    const granted = inSequence(withStatus(200), withJson({ [envelope]: resource }));
    return [
      mutant('granted', id, granted),
      mutant('answered with 204', id, inSequence(withStatus(204), withJson({}))),
      mutant('sent elsewhere with 302', id, withStatus(302)),
      { ...mutant('answered with 429', id, withStatus(429)), onlyUnproven: true as const },
      mutant('granted with all data', 'no-data', granted),
      mutant('refused with all data', 'no-data', withJson({ [envelope]: resource })),
      mutant(
        'refused with all data and a byte too many',
        'no-data',
        inSequence(withJson({ [envelope]: resource }), spoilt),
      ),
      mutant('refused with all data in UTF-16', 'no-data', inSequence(withJson({ [envelope]: resource }), inUtf16)),
      mutant('refused with an empty backup', 'no-data', withJson({ [envelope]: {} })),
      ...secrets.flatMap(({ name, value }) => [
        mutant(`refused with the ${name}`, 'no-data', withJson({ error: { code: 401, message: `no: ${value}` } })),
        mutant(
          `refused with the ${name} deep inside`,
          'no-data',
          withJson({ error: { code: 401, message: 'no', of: [{ [value]: 1 }] } }),
        ),
        mutant(`refused with the ${name} in a header field`, 'no-data', withField('x-note', value)),
      ]),
    ];
  });
}

const spoilt = withBytes(body => Buffer.concat([body, Buffer.from([0xff])]));
const inUtf16 = withBytes(body => Buffer.from(Buffer.from(body).toString('utf8'), 'utf16le'));
