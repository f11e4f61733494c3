import { ConfigurationError } from '../targets/target.ts';
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

/** What no schema says: times and addresses that are none, and answers that would need too much memory. */
function faultIn({ startedAt, target, obstacle, exchanges, shards = [] }: Recording): string | undefined {
  if (Number.isNaN(Date.parse(startedAt))) return '/startedAt must be a time that exists';
  if (obstacle === undefined && !URL.canParse(target.endpoint)) return '/target/endpoint must be a URL';
  const wrong = shards.findIndex(({ endpoint }) => !URL.canParse(endpoint));
  if (wrong !== -1) return `/shards/${wrong}/endpoint must be a URL`;
  const decode = decoderOfRun();
  for (const [index, { request, response }] of exchanges.entries()) {
    const { url, sentTo = url } = request;
    const place = `/exchanges/${index}`;
    if (!URL.canParse(url)) return `${place}/request/url must be a URL`;
    if (!URL.canParse(sentTo)) return `${place}/request/sentTo must be a URL`;
    if (response && decode(response).error === tooManyDecoded) return `${place}/response/body: ${tooManyDecoded}`;
  }
  return undefined;
}
