import { operationName } from '../contract/contract.ts';
import { isObject, type JsonObject } from '../text/json.ts';
import { identityName } from './sent-request.ts';

/**
 * The content of a recording's file as format 3 has it, whichever format it was written in: 1, in which files carried no
 * format and had one operation; 2, which did not keep what it was judged with. Nothing else is looked at.
 * @throws Error for a text that is no recording, or of a later format
 */
export function inTodaysFormat(content: unknown): JsonObject {
  if (!isObject(content) || !Array.isArray(content.exchanges)) {
    throw new Error('The file is not a recording: it has no list of exchanges.');
  }
  const { format } = content;
  if (format === undefined) return fromFirstFormat(content);
  if (format !== 2 && format !== 3) {
    throw new Error(`The recording has format ${JSON.stringify(format)}, which a later version of this suite wrote.`);
  }
  return { ...content, format: 3 };
}

/** The one operation's backup was part of the target, and the names of exchanges began below the operation. */
function fromFirstFormat({ page, target, exchanges, unsent, requests, ...rest }: JsonObject): JsonObject {
  const { backup, ...others } = isObject(target) ? target : {};
  const name = operationName(String(page));
  const named = (list: unknown): unknown => (Array.isArray(list) ? list.map(one => below(name, one)) : list);
  return {
    format: 3,
    ...rest,
    target: others,
    operations: [{ page, name, parameters: { project_id: others.project, backup_id: backup } }],
    exchanges: named(exchanges),
    unsent: named(unsent),
    requests: named(requests),
  };
}

const below = (operation: string, one: unknown): unknown =>
  isObject(one) && one.name !== identityName ? { ...one, name: `${operation}/${String(one.name)}` } : one;
