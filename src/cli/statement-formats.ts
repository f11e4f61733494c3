import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Product, readProduct } from '../statement/product.ts';
import { packageRoot } from './package-root.ts';

/** A format of the files of a submission. */
export const statementFormat = (name: 'product' | 'statement'): object =>
  JSON.parse(readFileSync(path.join(packageRoot(), `schemas/formats/${name}.schema.json`), 'utf8')) as object;

/** Reads what a `PRODUCT.yaml` says. @throws ConfigurationError with every problem as `file:line: sentence` */
export const productFrom = (file: string, text: string): Product => readProduct(file, text, statementFormat('product'));

/** Kibibytes that a `PRODUCT.yaml` may have. */
export const largestProduct = 64;
