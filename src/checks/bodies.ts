import { contentField, nothingToJudge } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { firstRead } from '../probes/ways.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { jsonOf } from '../recording/response-json.ts';
import { isObject } from '../text/json.ts';
import { headerValues, type Response } from '../wire/exchange.ts';
import type { Assertion, Check, Judgement } from './check.ts';
import { type FieldPath, fieldPathsOf, instancesOf } from './instances.ts';
import { judged, unproven } from './judgement.ts';
import { inRead, readNames, readsOf } from './reads.ts';
import { printable, shown } from './shown.ts';

/** The rules on the answer as a message: JSON text, media type, no key twice, nothing undocumented. */
export function bodyChecks(contract: Contract): Check[] {
  const { mediaType } = contract;
  const check = (name: string, rest: Pick<Check, 'level' | 'title' | 'fails' | 'cites' | 'judge'>): Check => ({
    id: `${contract.id}/body/${name}`,
    kind: 'body',
    ...rest,
  });
  return [
    check('json', {
      level: 'MUST',
      title: 'the body is one complete JSON text in UTF-8',
      fails: 'a body that breaks off, is no JSON (NaN, comments), is no UTF-8, or is nested without reason',
      cites: [...mediaType.cites, { source: 'RFC 8259', clause: 'sections 2 and 8.1' }],
      judge: asked =>
        overReads(contract, asked, (response, failure) => {
          const error = failure ?? jsonOf(response).error;
          return { title: 'the body', expected: 'JSON text', actual: error ?? 'JSON text', holds: error === undefined };
        }),
    }),
    check('unique-keys', {
      level: 'SHOULD',
      title: 'no object has a key twice',
      fails: 'a key that stands twice in one object',
      cites: [{ source: 'RFC 8259', clause: 'section 4: "The names within an object SHOULD be unique"' }],
      judge: asked =>
        overReads(contract, asked, (response, failure) => {
          const json = jsonOf(response);
          if (json.error !== undefined || failure !== undefined) return undefined;
          const keys = json.duplicates.map(key => shown(key)).join(', ');
          return { title: 'repeated keys', expected: 'none', actual: keys || 'none', holds: keys === '' };
        }),
    }),
    check('content-type', {
      level: 'MUST',
      title: `the answer's Content-Type is ${mediaType.value}`,
      fails: 'no Content-Type, another media type, or several; parameters do not matter',
      cites: [...mediaType.cites, { source: 'RFC 9110', clause: 'section 8.3' }],
      judge: asked =>
        overReads(contract, asked, response => {
          const values = headerValues(response, 'content-type');
          const essences = values.map(value => value.split(';')[0]?.trim().toLowerCase());
          return {
            title: 'Content-Type',
            expected: mediaType.value,
            actual: values.map(shown).join(' and ') || 'nothing',
            holds: essences.length === 1 && essences[0] === mediaType.value,
          };
        }),
    }),
    check('undocumented-fields', {
      level: 'SHOULD',
      title: 'the answer has no field that is neither documented nor ruled on',
      fails: 'a field that the page does not know',
      cites: contentField(contract.body).cites.slice(0, 1),
      judge: asked => undocumented(contract, asked),
    }),
  ];
}

/** Judges every read that was answered with 200, whatever its body. */
function overReads(
  contract: Contract,
  asked: OperationRecording,
  assertionOf: (response: Response, failure: string | undefined) => Assertion | undefined,
): Judgement {
  const exchanges = readNames.flatMap(name => asked.exchange(name) ?? []);
  const answered = exchanges.filter(({ response }) => response?.status === contract.success);
  const assertions = answered.flatMap(({ name, response, failure }) => {
    const assertion = response && assertionOf(response, failure?.message);
    return assertion ? [{ ...assertion, title: inRead(assertion.title, name) }] : [];
  });
  const names = answered.map(({ name }) => name);
  return assertions.length > 0
    ? judged(assertions, names)
    : unproven(`no answer with status ${contract.success} to judge`, [firstRead]);
}

function undocumented(contract: Contract, asked: OperationRecording): Judgement {
  const reads = readsOf(asked, contract);
  if (reads.length === 0) return unproven(nothingToJudge(contract.body), [firstRead]);
  const assertions = reads.map(({ read, body }): Assertion => {
    const strange = strangeFields(contract, body);
    return {
      title: inRead('undocumented fields', read),
      expected: 'none',
      actual: strange.map(printable).join(', ') || 'none',
      holds: strange.length === 0,
    };
  });
  return judged(
    assertions,
    reads.map(({ read }) => read),
  );
}

/** Labels of all members that no field and no ruling accounts for, each once. */
function strangeFields({ body, acceptedFields }: Contract, value: object): string[] {
  const paths: FieldPath[] = [[body.root], ...fieldPathsOf(body)];
  const found = paths.flatMap(path => {
    const field = path.at(-1) as Field;
    if (field.holding === undefined || field.holding === 'json-text') return [];
    const known = new Set([...field.members.flatMap(({ names }) => names), ...acceptedFields]);
    return instancesOf(path, value).flatMap(one =>
      objectsOf(one.value).flatMap(object => Object.keys(object).filter(name => !known.has(name))),
    );
  });
  return [...new Set(found)];
}

const objectsOf = (value: unknown): readonly object[] =>
  Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : [];
