import { gzipSync } from 'node:zlib';
import { contentField, contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import type { Recording } from '../recording/recording.ts';
import {
  type Alteration,
  altered,
  inSequence,
  reads,
  withBytes,
  withField,
  withHeaders,
  withJson,
  without,
  withResource,
  withText,
} from './alterations.ts';
import type { Originals, Variant } from './mutant.ts';

/** What services may do differently and still keep to the page. */
export function conformingVariants(contract: Contract, { full, incremental }: Originals): Variant[] {
  const envelope = contentName(contract.body);
  const variant = (name: string, alter: Alteration, names = reads, original = full): Variant => ({
    name,
    recording: altered(original, names, alter),
  });
  const withFields = (fields: Readonly<Record<string, unknown>>): Alteration =>
    withResource(envelope, resource => Object.assign(resource, fields));
  const everywhere = full.exchanges.map(({ name }) => name);
  const errors = full.exchanges.filter(({ response }) => (response?.status ?? 0) >= 400);
  return [
    variant(
      'keys in another order',
      withResource(envelope, one => Object.fromEntries(Object.entries(one).reverse())),
    ),
    variant(
      'keys in another order in the second read',
      withResource(envelope, one => Object.fromEntries(Object.entries(one).reverse())),
      ['show-again'],
    ),
    variant(
      'white space',
      withText(text => `\r\n\t${JSON.stringify(JSON.parse(text), null, 4)}\n\n`),
    ),
    variant(
      'escaped characters',
      withText(text => text.replaceAll('/', '\\/')),
    ),
    variant('a charset parameter', withField('content-type', 'application/json; charset=UTF-8')),
    variant('a media type in other capitals', withField('content-type', 'Application/JSON')),
    variant(
      'gzip',
      inSequence(
        withBytes(body => gzipSync(body)),
        withField('content-encoding', 'gzip'),
      ),
      everywhere,
    ),
    variant(
      'chunked',
      inSequence(withField('content-length', undefined), withField('transfer-encoding', 'chunked')),
      everywhere,
    ),
    variant(
      'extra header fields',
      withHeaders(headers => [...headers, ['X-Cache', 'MISS'], ['Via', '1.1 front']]),
      everywhere,
    ),
    variant(
      'header names in lower case',
      withHeaders(headers => headers.map(([name, value]) => [name.toLowerCase(), value])),
      everywhere,
    ),
    ...contentField(contract.body)
      .members.filter(({ names }) => names.length > 1)
      .flatMap(({ names }) =>
        names.map(name =>
          variant(
            `spelled ${name}`,
            withResource(envelope, one => respelled(one, names, name)),
          ),
        ),
      ),
    variant('whole seconds', withFields({ created_at: '2024-02-29T22:15:09', updated_at: '2024-02-29T22:15:10' })),
    variant(
      'times in UTC',
      withFields({ created_at: '2024-02-29T22:15:09.5Z', updated_at: '2024-02-29T22:15:10+00:00' }),
    ),
    variant('a full backup that is well', withFields({ status: 'available', fail_reason: null, snapshot_id: null })),
    variant(
      'a backup in the making',
      withFields({ status: 'creating', updated_at: null, container: null, data_timestamp: null, object_count: 0 }),
    ),
    variant('JSON in the description', withFields({ description: '{"DESC":"before the upgrade","INC":0}' })),
    variant('JSON in the description, with white space', withFields({ description: ' {\n"INC": 1, "DESC": ""}' })),
    variant('other JSON in the description', withFields({ description: '{"color":"blue"}' })),
    variant('a list in the description', withFields({ description: '["DESC","INC"]' })),
    variant('a description that only begins like JSON', withFields({ description: '{DESC} and {INC}' })),
    variant('a name beyond ASCII', withFields({ name: 'sauvegarde – été 備份 "q" <b>&' })),
    variant('empty texts', withFields({ name: '', description: '' })),
    variant('sizes beyond 2^31', withFields({ size: 2 ** 40, object_count: 2 ** 33 })),
    variant('a size of 0', withFields({ size: 0 })),
    variant(
      'fields that later microversions add',
      withFields(Object.fromEntries(contract.acceptedFields.map(name => [name, {}]))),
    ),
    variant(
      'a backup that moves on between the reads',
      withFields({ status: 'restoring', updated_at: '2030-01-01T00:00:00', name: 'renamed', size: 41 }),
      ['show-again'],
    ),
    variant(
      "the operation's own version in links",
      spelledLinks(envelope, href => href.replace(/\/v\d\//, '/v3/')),
    ),
    ...internalHosts(envelope, full),
    ...errors.flatMap(({ name, response }) => {
      const code = response?.status;
      return [
        variant(`${name}: Keystone's envelope`, withJson({ error: { code, message: 'No.', title: 'No' } }), [name]),
        variant(
          `${name}: another fault's name, the code as text`,
          withJson({ fault: { code: `${code}`, message: 'No.' } }),
          [name],
        ),
        variant(`${name}: the code with its phrase`, withJson({ fault: { code: `${code} No`, message: 'No.' } }), [
          name,
        ]),
      ];
    }),
    variant('an incremental backup as it is', one => one, [], incremental),
  ];
}

function respelled(resource: Record<string, unknown>, names: readonly string[], name: string): Record<string, unknown> {
  const entries = Object.entries(resource).map(([key, value]) => [names.includes(key) ? name : key, value] as const);
  return Object.fromEntries(entries);
}

function spelledLinks(envelope: string, change: (href: string) => string): Alteration {
  return withResource(envelope, resource => {
    const links = resource.links as readonly { readonly href: string }[];
    resource.links = links.map(link => ({ ...link, href: change(link.href) }));
  });
}

/** Links to a host of the service's own network are compared by path; nobody follows them. */
function internalHosts(envelope: string, full: Recording): Variant[] {
  const hosts = ['http://10.0.0.7:8776', 'https://volume.internal', 'http://controller/volume'];
  return hosts.map(host => ({
    name: `links to ${host}`,
    recording: without(
      altered(
        full,
        reads,
        spelledLinks(envelope, href => href.replace(full.target.endpoint, host)),
      ),
      ['follow/self'],
    ),
  }));
}
