import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { packageRoot } from '../../src/cli/package-root.ts';

/** A test in a report in the Common Test Report Format. */
export interface CtrfTest {
  readonly testId: string;
  readonly status: string;
  readonly rawStatus: string;
  readonly suite?: readonly string[];
  readonly message?: string;
  readonly trace?: string;
  readonly filePath?: string;
  readonly line?: number;
  readonly tags?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

type Counts =
  | 'tests'
  | 'passed'
  | 'failed'
  | 'skipped'
  | 'pending'
  | 'other'
  | 'suites'
  | 'start'
  | 'stop'
  | 'duration';

/** A report in this format, as far as tests look at it. */
export interface Ctrf {
  readonly results: {
    readonly tool: { readonly name: string; readonly version: string };
    readonly summary: Readonly<Record<Counts, number>>;
    readonly tests: readonly CtrfTest[];
    readonly environment: { readonly testEnvironment: string; readonly healthy: boolean };
  };
}

/** The schema of npm's package `ctrf` 0.3.0, which has the licence beside it. */
const schema = path.join(packageRoot(), 'tests/reports/ctrf/ctrf-schema-0.0.json');

const ajv = new Ajv({ allErrors: true });
formats.default(ajv);
const isCtrf = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));

/** What is wrong with the text of a `ctrf.json`; undefined when it keeps to its format. */
export const ctrfFault = (text: string): string | undefined =>
  isCtrf(JSON.parse(text)) ? undefined : JSON.stringify(isCtrf.errors);
