import type { EndpointRun } from './endpoint-run.ts';
import { secrets } from './replaying-server.ts';

/** The spellings in which a secret may be written down: as it is, in a URL, in JSON, in base64 wherever it begins. */
function spellings(secret: string): string[] {
  const base64 = [0, 1, 2].map(before => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
  });
  const urlSafe = base64.map(text => text.replaceAll('+', '-').replaceAll('/', '_'));
  const encoded = encodeURIComponent(secret);
  return [secret, encoded, encoded.toLowerCase(), JSON.stringify(secret).slice(1, -1), ...base64, ...urlSafe];
}

/** Each secret with what finds any of its spellings. One pattern searches a large file many times faster than the texts. */
const patterns = secrets.map(secret => [secret, new RegExp(spellings(secret).map(escaped).join('|'))] as const);

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Where the tests' secrets stand in what a run left: in the terminal's two streams, in a file, or in its name. */
export function leaksIn(run: EndpointRun): string[] {
  const places: readonly (readonly [name: string, text: string])[] = [
    ['stdout', run.stdout],
    ['stderr', run.stderr],
    ...[...run.files].map(([name, bytes]) => [name, bytes.toString('latin1')] as const),
  ];
  return patterns.flatMap(([secret, pattern]) => {
    const found = places.filter(([name, text]) => pattern.test(text) || pattern.test(name));
    return found.map(([name]) => `${secret} in ${name}`);
  });
}
