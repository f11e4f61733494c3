import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSettings, targetSettings } from '../../src/targets/environment.ts';
import { told } from './telling.ts';

const malformed: Readonly<Record<string, readonly string[]>> = {
  VBS_ADMIN: ['yes', 'true', '2', ' 1'],
  VBS_FAULTS: ['all', 'None', 'hook'],
  VBS_TIMEOUT: ['0', '-1', 'soon', '15s', 'NaN', 'Infinity', '86401', '1e99'],
  VBS_UNFINISHED_WAIT: ['0', 'x'],
  VBS_PATIENCE: ['-1', 'x', '86401'],
  VBS_RATE: ['0', '-5', 'unbounded', '1e-300'],
  VBS_MICROVERSION: ['3.70\r\nX-Evil: 1', 'volume 3.70', '3,70', '\u0433'],
};

test('without any variable the settings are the documented ones', () => {
  assert.deepEqual(targetSettings({}), {
    faults: undefined,
    timeout: 15_000,
    patience: 12_000,
    unfinishedWait: undefined,
    rate: undefined,
    microversion: undefined,
    admin: false,
  });
});

test('every variable finds its place', () => {
  const settings = targetSettings({
    VBS_ADMIN: '1',
    VBS_FAULTS: 'hooks',
    VBS_MICROVERSION: '3.70',
    VBS_TIMEOUT: '2.5',
    VBS_UNFINISHED_WAIT: '7',
    VBS_PATIENCE: '0',
    VBS_RATE: '0.5',
  });
  assert.deepEqual(settings, {
    faults: 'hooks',
    timeout: 2500,
    patience: 0,
    unfinishedWait: 7000,
    rate: 0.5,
    microversion: '3.70',
    admin: true,
  });
});

test('an empty variable counts as unset', () => {
  const empty = Object.fromEntries(Object.keys(malformed).map(variable => [variable, '']));
  assert.deepEqual(targetSettings(empty), targetSettings({}));
});

test('a malformed value is refused by the name of its variable, also for the embedded service', () => {
  for (const [variable, values] of Object.entries(malformed)) {
    for (const value of values) {
      const pattern = new RegExp(`^${variable} is .*; set it .*`);
      assert.throws(() => targetSettings({ [variable]: value }), told(pattern), `${variable}=${value}`);
    }
  }
});

test('times are whole milliseconds above 0, which is what timers take', () => {
  const milliseconds = (seconds: string): number => targetSettings({ VBS_TIMEOUT: seconds }).timeout;
  assert.deepEqual(['16.1', '0.07', '0.3', '0.0001'].map(milliseconds), [16_100, 70, 300, 1]);
  assert.equal(targetSettings({ VBS_UNFINISHED_WAIT: '16.1' }).unfinishedWait, 16_100);
});

test('the wait for the 408 is left open unless set', () => {
  assert.equal(targetSettings({ VBS_TIMEOUT: '4' }).unfinishedWait, undefined);
  assert.equal(targetSettings({ VBS_UNFINISHED_WAIT: '0.3' }).unfinishedWait, 300);
});

test('strictness and folder of a run', () => {
  assert.deepEqual(runSettings({}), { strictness: 'ruled', reportsDir: 'reports' });
  assert.deepEqual(runSettings({ STRICTNESS: '', REPORTS_DIR: '' }), { strictness: 'ruled', reportsDir: 'reports' });
  assert.deepEqual(runSettings({ STRICTNESS: 'literal', REPORTS_DIR: 'a b' }), {
    strictness: 'literal',
    reportsDir: 'a b',
  });
  assert.throws(() => runSettings({ STRICTNESS: 'strict' }), told(/^STRICTNESS is "strict"; set it to "ruled" or /));
});
