import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../src/cli/package-root.ts';
import type { Header, Response } from '../../src/wire/exchange.ts';

/** A recorded answer of a real OpenStack or of what stands before it; undefined: it was none. */
export interface LabSample {
  readonly name: string;
  readonly response: Response | undefined;
}

const folder = path.join(packageRoot(), '..', 'shared', 'lab', 'samples');

/** Why tests that need the recorded answers cannot run, or false when they can. */
export const missing: string | false = existsSync(folder)
  ? false
  : 'the recorded answers are not there: they are expected in ../shared/lab/samples beside this repository';

/** All recorded answers, by the names of their files. */
export function labSamples(): readonly LabSample[] {
  if (missing) return [];
  const files = readdirSync(folder).filter(name => name.endsWith('.txt'));
  return files.sort().map(file => ({
    name: path.basename(file, '.txt'),
    response: responseIn(readFileSync(path.join(folder, file), 'latin1')),
  }));
}

/** The answer behind the comments of a sample, if it has one: what curl says of its absence is none. */
function responseIn(sample: string): Response | undefined {
  const text = sample.replace(/^(?:#.*\r?\n)*/, '');
  const [, status, reason = ''] = /^HTTP\/\d\.\d (\d{3}) ?(.*?)\r?\n/.exec(text) ?? [];
  if (status === undefined) return undefined;
  const [head = '', ...rest] = text.split(/\r?\n\r?\n/);
  const headers = head.split(/\r?\n/).slice(1).map(headerIn);
  return { status: Number(status), reason, headers, body: Buffer.from(rest.join('\n\n'), 'latin1') };
}

function headerIn(line: string): Header {
  const [, name = '', value = ''] = /^([^:]*): *(.*)$/.exec(line) ?? [];
  return [name, value];
}
