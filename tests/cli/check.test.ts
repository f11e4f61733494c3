import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { command, inNewFolder } from './command.ts';

test('the quick gate removes the HTML report of an earlier full run, says so once, and leaves other files alone', () =>
  inNewFolder(async folder => {
    const reports = path.join(folder, 'reports');
    mkdirSync(path.join(reports, 'allure-results'), { recursive: true });
    for (const name of ['report.html', 'allure-results/1-result.json', 'mine.txt']) {
      writeFileSync(path.join(reports, name), '');
    }
    const args = ['check', '--target', 'mock', '--only', 'status/200'];
    const first = await command(args, {}, folder);
    assert.equal(first.stderr, 'reports/report.html of an earlier full run is removed.\n');
    assert.deepEqual(readdirSync(reports).sort(), [
      'conformance.json',
      'ctrf.json',
      'junit.xml',
      'mine.txt',
      'recording.json',
      'requests.log',
    ]);
    assert.equal((await command(args, {}, folder)).stderr, '');
  }));
