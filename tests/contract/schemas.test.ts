import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import { packageRoot } from '../../src/cli/package-root.ts';
import { loadContract } from '../../src/cli/specification.ts';
import { derivedFiles } from '../../src/contract/derived-files.ts';
import { witnessFromObservation } from '../../src/documentation/witness.ts';

const root = packageRoot();
const id = 'vbs/v3/show-backup';
const { contract, example } = loadContract(root, id, 'ruled');
const texts = new Map(derivedFiles(contract).map(file => [file.path, file.text]));
const parsed = (name: string) => JSON.parse(texts.get(`${id}.${name}`) ?? 'null');

/** As a stranger would compile it: strict in everything, without formats or keywords of ours. */
const strict = () => new Ajv({ strict: true, strictRequired: true, strictTypes: true, allErrors: true });

test("a stranger's strict ajv accepts the schemas, and they accept the page's example", () => {
  assert.equal(strict().compile(parsed('200.schema.json'))(example), true);
  assert.equal(strict().compile(parsed('error.schema.json'))({ itemNotFound: { code: 404, message: 'm' } }), true);
});

test('every field of the page stands in the schema with page and line', () => {
  const { properties } = parsed('200.schema.json').properties.backup;
  const page = readFileSync(path.join(root, `specs/${id}.rst`), 'utf8').split('\n');
  const entries = Object.entries<{ $comment: string }>(properties);
  assert.equal(entries.length, 19, '18 documented fields, one of them in two spellings');
  for (const [name, { $comment }] of entries) {
    const [file, line] = $comment.split(':');
    assert.equal(file, `specs/${id}.rst`);
    const documented = name.endsWith(':project_id') ? name.replace('project_id', 'tenant_id') : name;
    assert.match(page[Number(line) - 1] ?? '', new RegExp(`^ *\\| ${documented} +\\|`));
  }
});

test('real answers of a healthy service satisfy the schema, but for the project attribute that members do not get', () => {
  const validate = strict().compile(parsed('200.schema.json'));
  const seen = [
    'available-admin-3.43',
    'encrypted-admin-3.64',
    'error-admin-3.56',
    'available-member-3.0',
    'creating-member-3.0',
  ];
  for (const name of seen) {
    const text = readFileSync(path.join(root, `specs/${id}/${name}.txt`), 'utf8');
    validate(witnessFromObservation(name, text).value);
    const complaints = (validate.errors ?? [])
      .filter(({ keyword }) => keyword !== 'anyOf')
      .map(({ params }) => params.missingProperty);
    const expected = name.includes('member')
      ? ['os-backup-project-attr:tenant_id', 'os-backup-project-attr:project_id']
      : [];
    assert.deepEqual(complaints, expected, name);
  }
});

test('nulls are allowed exactly where ruled', () => {
  const { properties } = parsed('200.schema.json').properties.backup;
  const ajv = strict();
  const nullable = Object.keys(properties).filter(name => ajv.validate(properties[name], null));
  assert.deepEqual(nullable, [
    'description',
    'availability_zone',
    'fail_reason',
    'object_count',
    'container',
    'name',
    'updated_at',
    'data_timestamp',
    'snapshot_id',
  ]);
});

test('taken literally, the table allows no null and no other spelling', () => {
  const literal = loadContract(root, id, 'literal').contract;
  assert.deepEqual(
    literal.body.envelope?.members.filter(({ nullable, names }) => nullable || names.length > 1),
    [],
  );
  assert.deepEqual([literal.acceptedFields, literal.otherVersions], [[], []]);
});

test('only the branch for JSON text has contentMediaType and contentSchema', () => {
  const text = texts.get(`${id}.200.schema.json`) ?? '';
  assert.equal(text.split('"contentMediaType"').length, 2);
  const branches = parsed('200.schema.json').properties.backup.properties.description.anyOf;
  assert.deepEqual(
    branches.map((branch: object) => 'contentSchema' in branch),
    [true, false, false],
  );
});

test('the OpenAPI document is valid and has every documented status', async () => {
  const document = parsed('openapi.json');
  const { valid, errors } = await new Validator().validate(document);
  assert.equal(valid, true, JSON.stringify(errors));
  const [operation] = Object.values<{ get: { responses: object } }>(document.paths);
  assert.deepEqual(
    Object.keys(operation?.get.responses ?? {}).map(Number),
    [200, 400, 401, 403, 404, 405, 406, 407, 408, 409, 500, 501, 502, 503, 504],
  );
});

test('deriving twice gives the same bytes', () => {
  const again = derivedFiles(loadContract(root, id, 'ruled').contract);
  assert.deepEqual(
    again.map(({ text }) => text),
    [...texts.values()],
  );
});
