import path from 'node:path';
import { dayOf } from '../checks/waivers.ts';
import { productIn, type ShownProduct } from '../matrix/product.ts';
import { untrustedJson } from '../recording/untrusted-recording.ts';
import type { ToldReport } from '../reports/told-report.ts';
import { latestEnd } from '../statement/statement.ts';
import { ConfigurationError } from '../targets/target.ts';
import { isDay } from '../targets/waiver.ts';
import { isObject } from '../text/json.ts';
import { parseYaml } from '../text/yaml-text.ts';
import type { MatrixPlace } from './matrix-places.ts';
import { untrustedText } from './untrusted-file.ts';

/**
 * Whose product a run is about: as `PRODUCT.yaml` says it, else the name of the target.
 * @throws ConfigurationError for a damaged file
 */
export function productOf({ product }: MatrixPlace, { target }: ToldReport, from: string): ShownProduct {
  const text = untrustedText(path.resolve(from, product), product);
  if (text === undefined) return { vendor: '', name: target.name, version: '' };
  const { content, problems } = parseYaml(text);
  const [problem] = problems;
  if (problem)
    throw new ConfigurationError(`${product}:${problem.line}: this is not valid YAML (${problem.code}); correct it.`);
  const named = productIn(content);
  if (named === undefined)
    throw new ConfigurationError(`${product}:1: it names no product; it needs vendor, name and version.`);
  return named;
}

/**
 * The last day of a statement, which has to be one of the year after its run; nothing where there is none, and a remark where it
 * is no such day.
 * @throws ConfigurationError for a damaged file
 */
export function validity(
  { statement }: MatrixPlace,
  { start }: ToldReport,
  from: string,
): { readonly validUntil?: string; readonly doubts: readonly string[] } {
  const text = untrustedText(path.resolve(from, statement), statement);
  const content = text === undefined ? undefined : untrustedJson(statement, text);
  const day = isObject(content) ? content.validUntil : undefined;
  if (typeof day !== 'string' || !isDay(day)) return { doubts: [] };
  const run = dayOf(start);
  if (isDay(run) && day >= run && day <= latestEnd(run)) return { validUntil: day, doubts: [] };
  return { doubts: [`Its statement says that it is valid until ${day}, which no statement on a run of ${run} is.`] };
}
