import { ConfigurationError } from '../targets/target.ts';
import { withinBytes } from '../text/bytes.ts';
import { formatProblems } from '../text/file-format.ts';
import { parsePrivateYaml } from '../text/private-yaml.ts';

/** What a statement is about, as its file `PRODUCT.yaml` says it. */
export interface Product {
  readonly vendor: string;
  readonly name: string;
  readonly version: string;
  readonly type: 'distribution' | 'hosted platform' | 'installer';
  readonly description: string;
  readonly website_url: string;
  readonly documentation_url: string;
  readonly contact_email_address: string;
  /** The region that was tested. */
  readonly region?: string;
}

const urls = ['website_url', 'documentation_url'] as const;

/**
 * Reads a `PRODUCT.yaml`.
 * @param file its name, for people
 * @param format the JSON Schema `schemas/formats/product.schema.json`
 * @throws ConfigurationError with every problem as `file:line: sentence`
 */
export function readProduct(file: string, text: string, format: object): Product {
  const parsed = parsePrivateYaml(text);
  refuse(parsed.problems.map(({ line, code }) => `${file}:${line}: this is not valid YAML (${code}); correct it.`));
  refuse(formatProblems(file, parsed, format));
  const product = parsed.content as Product;
  refuse(
    urls
      .filter(key => !URL.canParse(product[key]))
      .map(key => `${file}:${parsed.lineOf([key])}: ${key} is no URL; write one such as https://example.com/backup.`),
  );
  const { vendor, name, version, type, description, website_url, documentation_url, contact_email_address, region } =
    product;
  // In an order of their own, so that the order in the file says nothing.
  return {
    ...{ vendor, name, version, type, description, website_url, documentation_url, contact_email_address },
    ...(region === undefined ? {} : { region }),
  };
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new ConfigurationError(problems.join('\n'));
}

/** Bytes that the name of a folder has at most. */
const longestFolder = 120;

/** The name of a product's folder: vendor, name and version in letters, digits, dots and hyphens. */
export function productFolder({ vendor, name, version }: Product): string {
  const words = [vendor, name, version].map(text =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}.]+/gu, '-')
      .replace(/^[-.]+|[-.]+$/g, ''),
  );
  return withinBytes(words.join('-'), longestFolder);
}
