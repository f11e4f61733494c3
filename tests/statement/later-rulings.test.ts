import assert from 'node:assert/strict';
import { test } from 'node:test';
import { laterRulings } from '../../src/statement/later-rulings.ts';

const [own, today] = ['2026.11', '2027.05'].map(name => ({ name, sha256: name })) as [
  { name: string; sha256: string },
  { name: string; sha256: string },
];
const change = {
  id: 'vbs/v3/show-backup/response/size/type',
  stored: 'passed',
  today: 'failed',
  cause: 'the notes changed',
};

test('what a later edition says is told, and that it refuses nothing', () => {
  assert.deepEqual(laterRulings(own, today, []), ['Edition 2027.05, which is later, gives the same verdicts.']);
  assert.deepEqual(laterRulings(own, today, [change, { ...change, today: undefined }]), [
    'Edition 2027.05 is later and gives other verdicts, which refuses nothing:',
    '  vbs/v3/show-backup/response/size/type: passed by 2026.11, failed by 2027.05; the notes changed',
    '  vbs/v3/show-backup/response/size/type: passed by 2026.11, no such check by 2027.05; the notes changed',
  ]);
  assert.match(laterRulings(own, today, Array(30).fill(change)).at(-1) ?? '', /^ {2}and 10 more$/);
});
