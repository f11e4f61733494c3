import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { readPage } from '../../src/documentation/reader.ts';
import { transcriptOf } from '../../src/documentation/transcript.ts';

const original = path.join(
  packageRoot(),
  '../shared/docs/vbs/api_description/vbs_backups/querying_details_about_a_vbs_backup_native_openstack_v3_api.rst',
);
const skip = existsSync(original)
  ? false
  : 'needs the original page in ../shared/docs, which is not part of the project';

/** What a page states, without what a transcription may say in its own words: descriptions, titles of the page, values. */
function stated(file: string): unknown {
  const { operations, tables, examples, statusCodes, findings } = transcriptOf(
    readPage(file, readFileSync(file, 'utf8')),
  );
  return {
    operations,
    tables: tables.map(({ title, header, rows }) => ({
      title,
      header,
      rows: rows.map(row => row.filter((_, column) => header[column] !== 'Description')),
    })),
    examples: examples.map(example => ('json' in example ? shapeOf(example.json) : example)),
    statusCodes,
    findings,
  };
}

/** The names and JSON types of a value, nulls and the rel of links included. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  return Object.entries(value).map(([name, inner]) => [name, name === 'rel' ? inner : shapeOf(inner)]);
}

test('our transcription states what the original page states', { skip }, () => {
  assert.deepEqual(stated(path.join(packageRoot(), 'specs/vbs/v3/show-backup.rst')), stated(original));
});

test('no description of the original page stands in our transcription', { skip }, () => {
  const own = readFileSync(path.join(packageRoot(), 'specs/vbs/v3/show-backup.rst'), 'utf8').replace(/\s+/g, ' ');
  const { tables } = readPage(original, readFileSync(original, 'utf8'));
  const prose = tables.flatMap(({ header, rows }) => rows.map(row => row[header.indexOf('Description')]?.text ?? ''));
  for (const text of prose.filter(one => one.split(' ').length > 2)) assert.ok(!own.includes(` ${text} `), text);
});
