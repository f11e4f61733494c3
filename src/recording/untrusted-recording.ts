import { ConfigurationError } from '../targets/target.ts';
import { isDay } from '../targets/waiver.ts';
import { jsonFlaw } from '../text/json-flaw.ts';
import { jsonMisfit } from '../text/json-misfit.ts';
import { decoderOfRun, tooManyDecoded } from './body.ts';
import { inTodaysFormat } from './earlier-formats.ts';
import type { Recording } from './recording.ts';
import { recordingFrom, type WrittenRecording } from './recording-file.ts';

/** A run asks some thousand questions, with some dozen values each; bodies are texts. */
const mostJson = { depth: 32, values: 2_000_000 };

/** The content of a JSON file that anybody may have written. @throws ConfigurationError with the line where it is none */
export function untrustedJson(file: string, text: string): unknown {
  const flaw = jsonFlaw(text, mostJson);
  if (flaw) throw new ConfigurationError(`${file}:${flaw.line}: ${flaw.what}; take a file as the run wrote it.`);
  return JSON.parse(text);
}

/**
 * Reads a recording that anybody may have written: of any format that this suite ever wrote, and with nothing in it that no
 * run writes.
 * @param format the content of `recording.schema.json`
 * @throws ConfigurationError that says what is wrong, with the line or a JSON Pointer
 */
export function untrustedRecording(file: string, text: string, format: object): Recording {
  const refuse = (what: string): never => {
    throw new ConfigurationError(`${file}: ${what}; take a recording as the run wrote it.`);
  };
  const content = todays(untrustedJson(file, text), refuse);
  const misfit = jsonMisfit(content, format);
  if (misfit !== undefined) return refuse(misfit);
  const recording = recordingFrom(content as unknown as WrittenRecording);
  const fault = faultIn(recording);
  return fault === undefined ? recording : refuse(fault);
}

function todays(content: unknown, refuse: (what: string) => never): object {
  try {
    return inTodaysFormat(content);
  } catch (error) {
    return refuse(error instanceof Error ? error.message.replace(/\.$/, '') : String(error));
  }
}

/** What no schema says: times and addresses that are none, names that are taken, and answers that need too much memory. */
function faultIn({
  startedAt,
  target,
  operations,
  obstacle,
  exchanges,
  judgedWith,
  shards = [],
}: Recording): string | undefined {
  const waivers = judgedWith?.waivers ?? [];
  if (Number.isNaN(Date.parse(startedAt))) return '/startedAt must be a time that exists';
  if (obstacle === undefined && !URL.canParse(target.endpoint)) return '/target/endpoint must be a URL';
  const wrong = shards.findIndex(({ endpoint }) => !URL.canParse(endpoint));
  if (wrong >= 0) return `/shards/${wrong}/endpoint must be a URL`;
  const day = waivers.findIndex(({ until }) => !isDay(until));
  if (day >= 0) return `/judgedWith/waivers/${day}/until must be a day that exists`;
  return (
    repeatedIn('/operations', 'page', operations) ??
    repeatedIn('/operations', 'name', operations) ??
    repeatedIn('/exchanges', 'name', exchanges) ??
    repeatedIn('/judgedWith/waivers', 'id', waivers) ??
    faultInExchanges(exchanges)
  );
}

/** The place of the first item whose member has a value that an earlier one has. */
function repeatedIn<K extends string>(
  list: string,
  member: K,
  items: readonly Readonly<Record<K, string>>[],
): string | undefined {
  const known = new Set<string>();
  const index = items.findIndex(item => known.size === known.add(item[member]).size);
  return index < 0 ? undefined : `${list}/${index}/${member} is that of an earlier one`;
}

function faultInExchanges(exchanges: Recording['exchanges']): string | undefined {
  const decode = decoderOfRun();
  for (const [index, { request, response }] of exchanges.entries()) {
    const { url, sentTo = url } = request;
    const place = `/exchanges/${index}`;
    if (!isWeb(url)) return `${place}/request/url must be a URL of http or https`;
    if (!isWeb(sentTo)) return `${place}/request/sentTo must be a URL of http or https`;
    if (response && decode(response).error === tooManyDecoded) return `${place}/response/body: ${tooManyDecoded}`;
  }
  return undefined;
}

/** Whether a request can have gone there: reports show the command that repeats it. */
const isWeb = (address: string): boolean => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
