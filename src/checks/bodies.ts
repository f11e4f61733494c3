import { contentField, nothingToJudge } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { behindSelf } from '../probes/link-slots.ts';
import { listNames } from '../probes/list-slots.ts';
import { firstRead } from '../probes/ways.ts';
import { bodyText } from '../recording/body.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { jsonOf } from '../recording/response-json.ts';
import { type Failure, headerValues, type Response } from '../wire/exchange.ts';
import type { Assertion, Check } from './check.ts';
import { countWord } from './deviation.ts';
import { judged, unprovenByOther } from './judgement.ts';
import { answersOf, inRead, isPartOfList, readNames } from './reads.ts';
import { rulesOf } from './rule.ts';
import { undocumentedMembers } from './undocumented-members.ts';
import { printable, valueText } from './value-text.ts';

/** The rules on the whole body: valid JSON, media type, no repeated key, nothing undocumented. */
export function bodyChecks(contract: Contract): Check[] {
  const { mediaType, body } = contract;
  const rule = rulesOf(contract, 'body');
  return [
    rule({
      id: 'body/json',
      level: 'MUST',
      title: 'the body is complete and valid JSON in UTF-8',
      fails:
        'a body that ends too early, is not JSON (NaN and comments are not), is not UTF-8, or is nested too deeply',
      cites: [...mediaType.cites, { source: 'RFC 8259', clause: 'sections 2 and 8.1' }],
      judge: inEach(contract, jsonText),
    }),
    rule({
      id: 'body/unique-keys',
      level: 'SHOULD',
      title: 'no object contains the same key twice',
      fails: 'an object that contains the same key twice',
      cites: [{ source: 'RFC 8259', clause: 'section 4: "The names within an object SHOULD be unique"' }],
      needs: partsOfList(contract),
      judge: inEach(contract, uniqueKeys, ({ asked }) => [...readNames, ...asked.filter(isPartOfList)]),
    }),
    rule({
      id: 'body/content-type',
      level: 'MUST',
      title: `the Content-Type is ${mediaType.value}`,
      fails: 'no Content-Type, another media type, or several Content-Types; parameters do not matter',
      cites: [...mediaType.cites, { source: 'RFC 9110', clause: 'section 8.3' }],
      judge: inEach(contract, response => contentType(response, mediaType.value)),
    }),
    rule({
      id: 'body/undocumented-fields',
      level: 'SHOULD',
      title: 'every field is documented or accepted by a ruling',
      fails: 'a field that the page does not document and no ruling accepts',
      cites: contentField(body).cites.slice(0, 1),
      needs: [behindSelf, ...partsOfList(contract)],
      judge: undocumentedFields(contract),
    }),
  ];
}

/** Asserts something about an answer; undefined when there is nothing to say. */
type AssertionOf = (response: Response, failure: Failure | undefined) => Assertion | undefined;

/** The pages of a list and the answer with its number. Nothing of one resource. */
const partsOfList = ({ list }: Contract): string[] => (list ? [listNames.walk, listNames.count] : []);

/** Judges every answer that got the status of success, with any body: both reads, if no others are named. */
const inEach =
  (
    { success }: Contract,
    assertionOf: AssertionOf,
    namesIn: (recorded: OperationRecording) => readonly string[] = () => readNames,
  ): Check['judge'] =>
  recorded => {
    const names = namesIn(recorded).filter(name => recorded.exchange(name)?.response?.status === success);
    const assertions = names.flatMap(name => {
      const { response, failure } = recorded.exchange(name) ?? {};
      const assertion = response && assertionOf(response, failure);
      return assertion ? [{ ...assertion, title: inRead(assertion.title, name) }] : [];
    });
    return assertions.length > 0
      ? judged(assertions, names)
      : unprovenByOther(`no answer with status ${success} to judge`, [firstRead]);
  };

function jsonText(response: Response, failure: Failure | undefined): Assertion {
  const error = failure ? `an incomplete body: ${failure.message}` : jsonOf(response).error;
  return {
    title: 'the body',
    expected: 'valid JSON',
    actual: error ?? 'valid JSON',
    deviations:
      error === undefined
        ? []
        : [{ place: 'body', kind: 'json', expected: 'JSON text', got: failure ? 'incomplete' : formWord(response) }],
  };
}

/** What a body is when it is not JSON. */
function formWord(response: Response): string {
  const body = bodyText(response);
  if (body.error !== undefined) return 'no text';
  return body.text.trim() === '' ? 'nothing' : 'other';
}

function uniqueKeys(response: Response, failure: Failure | undefined): Assertion | undefined {
  const json = jsonOf(response);
  if (json.error !== undefined || failure) return undefined;
  const keys = json.duplicates;
  return {
    title: 'repeated keys',
    expected: 'none',
    actual: listOf(keys.map(valueText)),
    deviations: keys.map(key => ({ place: printable(key), kind: 'duplicate', expected: 'once', got: 'several' })),
  };
}

function contentType(response: Response, mediaType: string): Assertion {
  const values = headerValues(response, 'content-type');
  const [essence] = values.map(value => value.split(';')[0]?.trim().toLowerCase());
  const isRight = values.length === 1 && essence === mediaType;
  const got = values.length === 1 ? 'other' : countWord(values.length);
  return {
    title: 'Content-Type',
    expected: mediaType,
    actual: values.map(valueText).join(' and ') || 'no Content-Type',
    deviations: isRight ? [] : [{ place: 'Content-Type', kind: 'media-type', expected: mediaType, got }],
  };
}

/** Up to so many undocumented fields are named one by one. The names of more are like values: they differ from run to run. */
const mostExtra = 100;

/** The first of them, and how many there are besides: a hostile body may have nothing but names. */
function listOf(names: readonly string[]): string {
  const more = names.length > mostExtra ? ` and ${names.length - mostExtra} more` : '';
  return `${names.slice(0, mostExtra).join(', ') || 'none'}${more}`;
}

const undocumentedFields =
  (contract: Contract): Check['judge'] =>
  recorded => {
    const reads = answersOf(recorded, contract);
    if (reads.length === 0) return unprovenByOther(nothingToJudge(contract.body), [firstRead]);
    const assertions = reads.map(({ read, body }): Assertion => {
      const members = undocumentedMembers(contract, body);
      const names = [...new Set(members.map(({ name }) => name))];
      const places = members.length > mostExtra ? ['*'] : members.map(({ place }) => printable(place));
      return {
        title: inRead('undocumented fields', read),
        expected: 'none',
        actual: listOf(names.map(printable)),
        deviations: places.map(place => ({ place, kind: 'extra', expected: 'absent', got: 'present' })),
      };
    });
    const names = reads.map(({ read }) => read);
    return judged(assertions, names);
  };
