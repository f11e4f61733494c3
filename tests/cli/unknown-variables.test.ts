import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { command, inNewFolder } from './command.ts';

test('a variable that nothing reads is warned about once, with the name that may be meant', () =>
  inNewFolder(async folder => {
    writeFileSync(path.join(folder, '.env'), 'VBS_RATES=5\nVBS_BACKUPID=from-the-file\n');
    const env = { VBS_BACKUPID: 'canary', VBS_COLOUR: 'canary', VBS_TIMEOUT: '5', VBS_EMPTY: '', OTHER: 'x' };
    const warnings = [
      'VBS_RATES is not known; did you mean VBS_RATE?',
      'VBS_BACKUPID is not known; did you mean VBS_BACKUP_ID?',
      'VBS_COLOUR is not known; .env.example lists the variables.',
      '',
    ].join('\n');
    for (const args of [['check', '--dry-run'], ['run', '--dry-run'], ['doctor']]) {
      const { status, stderr } = await command(args, env, folder);
      assert.deepEqual([status, stderr], [0, warnings], args.join(' '));
    }
  }));

test('the warning comes before the error that it may explain', () =>
  inNewFolder(async folder => {
    const env = { VBS_ENDPOINTS: 'http://127.0.0.1:9', OS_TOKEN: 'canary-token' };
    const { status, stderr } = await command(['check'], env, folder);
    assert.equal(status, 2);
    assert.match(stderr, /^VBS_ENDPOINTS is not known; did you mean VBS_ENDPOINT\?\nOS_TOKEN is set, but /);
  }));
