import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Page, StatusCode } from '../../src/documentation/page.ts';
import { readBody } from './sample-page.ts';

function readCodes(...lines: readonly string[]): Page {
  return readBody('Status Codes', '------------', '', ...lines);
}

function codes(page: Page): readonly [readonly string[], readonly string[]] {
  assert.deepEqual(page.findings, []);
  const short = ({ code, phrase }: StatusCode): string => `${code} ${phrase}`.trim();
  return [page.statusCodes.normal.map(short), page.statusCodes.abnormal.map(short)];
}

suite('status codes', () => {
  test('a paragraph below "Normal" and a table below "Abnormal", whatever the order of its columns', () => {
    const page = readCodes(
      '-  Normal',
      '',
      '   200',
      '',
      '-  Abnormal',
      '',
      '   ====== =============',
      '   Reason Status Code',
      '   ====== =============',
      '   wrong  404 Not Found',
      '   worse  500',
      '   ====== =============',
    );
    assert.deepEqual(codes(page), [['200'], ['404 Not Found', '500']]);
    assert.equal(page.statusCodes.abnormal[0]?.line, page.tables[0]?.rows[0]?.[1]?.line);
  });

  test('list items', () => {
    const page = readCodes('- Normal', '', '  - 200 OK', '  - 302', '', '- Abnormal', '', '  1. 404 Not Found');
    assert.deepEqual(codes(page), [['200 OK', '302'], ['404 Not Found']]);
  });

  test('without groups, errors are abnormal', () => {
    const table = [
      '============== =====',
      'Returned Value Text',
      '============== =====',
      '202            x',
      '400            y',
    ];
    assert.deepEqual(codes(readCodes(...table, '============== =====')), [['202'], ['400']]);
  });

  test('numbers elsewhere are no status codes', () => {
    assert.deepEqual(codes(readBody('200', '', 'Error Codes', '-----------', '', '404')), [[], []]);
  });
});

suite('status codes with findings', () => {
  test('a table without such a column', () => {
    const page = readCodes('=== ====', 'Key Text', '=== ====', '200 OK', '=== ====');
    assert.match(page.findings[0]?.sentence ?? '', /no column for the code; expected a column named "Status Code"/);
    assert.equal(page.findings[0]?.rule, 'page/no-status-column');
    assert.deepEqual(
      [page.findings[0]?.line, page.findings[0]?.column],
      [page.tables[0]?.line, page.tables[0]?.column],
    );
  });
  test('a cell without a code', () => {
    const page = readCodes(
      '=========== ====',
      'Status Code Text',
      '=========== ====',
      '2xx         OK',
      '=========== ====',
    );
    assert.match(page.findings[0]?.sentence ?? '', /"2xx" is not a status code; expected three digits/);
  });
  test('a number that is no code', () => {
    assert.match(readCodes('- Normal', '', '  2000').findings[0]?.sentence ?? '', /"2000" is not a status code/);
  });
});
