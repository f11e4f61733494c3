import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import { packageRoot } from '../../src/cli/package-root.ts';
import { formatFault } from '../recording/recording-format.ts';
import { ctrfFault } from '../reports/ctrf-format.ts';
import type { EndpointRun } from './endpoint-run.ts';
import { xmlFault } from './well-formed.ts';

const format = JSON.parse(readFileSync(path.join(packageRoot(), 'schemas/formats/conformance.schema.json'), 'utf8'));
const isConformance = new Ajv({ strict: true }).compile(format);

/** What is wrong with the text of a `conformance.json`; undefined when it keeps to its format. */
export const conformanceFault = (text: string): string | undefined =>
  isConformance(JSON.parse(text)) ? undefined : JSON.stringify(isConformance.errors);

/** What is wrong with the reports that a run left: each has to be there, valid, and about the same checks. */
export function reportFaults({ files, verdicts }: EndpointRun): string[] {
  const conformance = files.get('reports/conformance.json')?.toString('utf8');
  const junit = files.get('reports/junit.xml')?.toString('utf8');
  const ctrf = files.get('reports/ctrf.json')?.toString('utf8');
  const recording = files.get('reports/recording.json')?.toString('utf8');
  if (conformance === undefined || junit === undefined || ctrf === undefined || recording === undefined) {
    return ['a report is missing'];
  }
  const [fault, misfit, unlike] = [xmlFault(junit), conformanceFault(conformance), formatFault(recording)];
  const unfit = ctrfFault(ctrf);
  const cases = junit.match(/<testcase (?!classname="run")/g)?.length ?? 0;
  return [
    ...(misfit ? [`conformance.json: ${misfit}`] : []),
    ...(fault ? [`junit.xml: ${fault}`] : []),
    ...(cases === verdicts.size ? [] : [`junit.xml has ${cases} test cases`]),
    ...(unfit ? [`ctrf.json: ${unfit}`] : []),
    ...(unlike ? [`recording.json: ${unlike}`] : []),
  ];
}
