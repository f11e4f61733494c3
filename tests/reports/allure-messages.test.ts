import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Deviation } from '../../src/checks/deviation.ts';
import type { Verdict } from '../../src/checks/verdict.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { loadContract } from '../../src/cli/specification.ts';
import { allureCategories } from '../../src/reports/allure-categories.ts';
import { type AllureContext, allureMessages } from '../../src/reports/allure-messages.ts';
import { failureText } from '../../src/reports/failure-text.ts';
import type { Exchange } from '../../src/wire/exchange.ts';
import { showBackupPage } from '../contract/show-backup.ts';

const { contract } = loadContract(packageRoot(), showBackupPage, 'ruled');

const deviation: Deviation = { place: 'backup.size', kind: 'type', expected: 'integer', got: 'string' };

const verdict: Verdict = {
  id: 'vbs/v3/show-backup/response/size/type',
  kind: 'fields',
  level: 'MUST',
  title: '`size` is an integer',
  fails: 'any other JSON type',
  cites: [
    { source: 'specs/vbs/v3/show-backup.rst', line: 58, clause: '`size` is documented as list<int>' },
    { source: 'RFC 9110', clause: 'section 15.5.2: "MUST send"' },
  ],
  verdict: 'failed',
  evidence: 'observed',
  message: 'backup.size: expected an integer, got "<img src=x> [a](b)"',
  assertions: [
    { title: 'backup.size', expected: 'an integer', actual: '"<img src=x>"', deviations: [deviation] },
    { title: 'backup.size (second read)', expected: 'an integer', actual: '1', deviations: [] },
  ],
  deviations: [deviation],
  exchanges: ['show-backup/show'],
  repeat: ['curl -i -g --path-as-is -H "X-Auth-Token: $OS_TOKEN" http://127.0.0.1/v3'],
};

const exchange: Exchange = {
  name: 'show-backup/show',
  request: { method: 'GET', url: 'http://127.0.0.1/v3', headers: [['X-Auth-Token', '<OS_TOKEN>']] },
  response: { status: 200, reason: 'OK', headers: [['Content-Type', 'application/json']], body: Buffer.from('{}') },
  failure: undefined,
  startedAt: '2026-01-02T03:04:05.000Z',
  duration: 7,
  reflected: [],
};

const context: AllureContext = {
  contract,
  target: { name: 'mock', simulated: true, endpoint: 'http://127.0.0.1', project: 'p', admin: false },
  exchanges: [exchange],
  files: '../',
  now: 1,
};

function metadataOf(changed: Partial<Verdict>) {
  const [first] = allureMessages({ ...verdict, ...changed }, context);
  return first?.type === 'metadata' ? first.data : assert.fail('metadata comes first');
}

test('a verdict is filed under service, operation and kind, and keeps its id for the history', () => {
  const { testCaseId, displayName, labels, parameters } = metadataOf({});
  assert.equal(testCaseId, verdict.id);
  assert.equal(displayName, 'size is an integer');
  assert.deepEqual(
    labels?.map(({ name, value }) => `${name}: ${value}`),
    [
      'epic: VBS',
      'feature: GET /v3/{project_id}/backups/{backup_id}',
      'story: Fields',
      'severity: critical',
      'tag: MUST',
      'tag: observed',
      'target: mock',
    ],
  );
  assert.ok(parameters?.every(({ excluded }) => excluded));
});

test('links lead to the cited line and to the section of an RFC', () => {
  assert.deepEqual(
    metadataOf({}).links?.map(({ url }) => url),
    ['../specs/vbs/v3/show-backup.rst#L58', 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2'],
  );
});

test('the description obeys no Markdown or HTML of the service', () => {
  const { description = '' } = metadataOf({});
  assert.ok(description.includes('got "\\<img src=x\\> \\[a\\]\\(b\\)"'));
  assert.ok(!/(?<!\\)<(?!OS_TOKEN)/.test(description));
});

test('each assertion is a step with its values and its own outcome, each exchange an attachment', () => {
  const told = allureMessages(verdict, context).slice(1);
  assert.deepEqual(
    told.map(message => (message.type === 'step_stop' ? message.data.status : message.type)),
    ['step_start', 'step_metadata', 'failed', 'step_start', 'step_metadata', 'passed', 'attachment_content'],
  );
});

test('a warned check is no plain pass', () => {
  assert.equal(metadataOf({ verdict: 'warned' }).displayName, '[warned] size is an integer');
  assert.equal(metadataOf({ verdict: 'failed', withoutStrict: 'warned' }).displayName, '[warned] size is an integer');
});

test('every outcome that is not passed has its category', () => {
  const matching = (changed: Partial<Verdict>, status: 'failed' | 'passed' | 'skipped'): string[] => {
    const { labels = [] } = metadataOf(changed);
    const fits = (wanted: Readonly<Record<string, string>>): boolean =>
      Object.entries(wanted).every(([name, pattern]) =>
        labels.some(label => label.name === name && new RegExp(pattern).test(label.value)),
      );
    return allureCategories
      .filter(({ matchers }) => (!matchers.statuses || status === 'failed') && fits(matchers.labels))
      .map(({ name }) => name.replace(/:.*/, ''));
  };
  assert.deepEqual(matching({}, 'failed'), ['Types and values are not as documented']);
  assert.deepEqual(matching({ kind: 'links' }, 'failed'), ['Links are not as documented']);
  assert.deepEqual(matching({ kind: 'error bodies' }, 'failed'), ['Statuses are not as documented']);
  assert.deepEqual(matching({ verdict: 'warned' }, 'passed'), ['Warned']);
  assert.deepEqual(matching({ verdict: 'unproven' }, 'skipped'), ['Unproven']);
  assert.deepEqual(matching({ verdict: 'inapplicable' }, 'skipped'), ['Inapplicable']);
  assert.deepEqual(matching({ verdict: 'passed' }, 'passed'), []);
  const strictly = (withoutStrict: 'warned' | 'unproven') =>
    matching({ verdict: 'failed', withoutStrict }, 'failed')[0];
  assert.equal(strictly('warned'), 'Good practice is not kept, which --strict counts as a failure');
  assert.equal(strictly('unproven'), 'Unproven, which --strict counts as a failure');
});

test('a failure names values, places and the command that repeats it', () => {
  assert.deepEqual(failureText(verdict).split('\n').slice(2), [
    'expected: an integer',
    'actual:   "<img src=x>"',
    'says:     specs/vbs/v3/show-backup.rst:58: `size` is documented as list<int>',
    'says:     RFC 9110: section 15.5.2: "MUST send"',
    'repeat:   curl -i -g --path-as-is -H "X-Auth-Token: $OS_TOKEN" http://127.0.0.1/v3',
  ]);
});
