import { isObject } from '../text/json.ts';

/** What a submission's `PRODUCT.yaml` says of a product; CNCF's names of the fields, and the region. All of it is a vendor's text. */
export interface ShownProduct {
  readonly vendor: string;
  readonly name: string;
  readonly version: string;
  readonly region?: string;
  readonly type?: string;
  readonly description?: string;
  readonly website_url?: string;
  readonly documentation_url?: string;
  readonly contact_email_address?: string;
}

/** The fields in the order in which they are shown, with what people call them. */
export const productFields: readonly (readonly [field: keyof ShownProduct, title: string])[] = [
  ['vendor', 'Vendor'],
  ['name', 'Product'],
  ['version', 'Version'],
  ['region', 'Region'],
  ['type', 'Type'],
  ['description', 'Description'],
  ['website_url', 'Website'],
  ['documentation_url', 'Documentation'],
  ['contact_email_address', 'Contact'],
];

/** Characters of a field that are kept. */
const longestField = 500;

/** The product that the content of a `PRODUCT.yaml` describes; undefined where it names none. */
export function productIn(content: unknown): ShownProduct | undefined {
  if (!isObject(content)) return undefined;
  const texts = productFields.flatMap(([field]) => {
    const value = content[field];
    return typeof value === 'string' || typeof value === 'number' ? [[field, String(value)] as const] : [];
  });
  const fields = texts.map(
    ([field, text]) => [field, text.replace(/\s+/g, ' ').trim().slice(0, longestField)] as const,
  );
  const { vendor = '', name = '', version = '', ...rest } = Object.fromEntries(fields) as Partial<ShownProduct>;
  return vendor === '' && name === '' ? undefined : { ...rest, vendor, name, version };
}

/** A product in one line: `Acme Backup 4.2`. */
export const productLabel = ({ vendor, name, version }: ShownProduct): string =>
  [vendor, name, version].filter(text => text !== '').join(' ');
