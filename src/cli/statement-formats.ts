import { untrustedJson } from '../recording/untrusted-recording.ts';
import type { ToldReport } from '../reports/told-report.ts';
import { type Product, readProduct } from '../statement/product.ts';
import type { Statement } from '../statement/statement.ts';
import { ConfigurationError } from '../targets/target.ts';
import { jsonMisfit } from '../text/json-misfit.ts';
import { fileFormat } from './file-formats.ts';

/** Reads what a `PRODUCT.yaml` says. @throws ConfigurationError with every problem as `file:line: sentence` */
export const productFrom = (file: string, text: string): Product => readProduct(file, text, fileFormat('product'));

/** The statement that a text has, which anybody may have written. @throws ConfigurationError where it has none */
export function statementIn(file: string, text: string | undefined): Statement {
  if (text === undefined) throw new ConfigurationError(`${file} is not there; name the folder of a submission.`);
  return contentIn(file, text, 'statement') as Statement;
}

/** The same of a report. */
export const reportIn = (file: string, text: string): ToldReport => contentIn(file, text, 'conformance') as ToldReport;

function contentIn(file: string, text: string, format: 'statement' | 'conformance'): unknown {
  const content = untrustedJson(file, text);
  const fault = jsonMisfit(content, fileFormat(format));
  if (fault === undefined) return content;
  throw new ConfigurationError(`${file}: ${fault}; the format is in schemas/formats/${format}.schema.json.`);
}

/** Kibibytes that a `PRODUCT.yaml` may have. */
export const largestProduct = 64;
