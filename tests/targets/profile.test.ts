import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { packageRoot } from '../../src/cli/package-root.ts';
import { ways } from '../../src/probes/ways.ts';
import { profileTarget } from '../../src/targets/configured-target.ts';
import { type Profile, readProfile } from '../../src/targets/profile.ts';
import type { Environment } from '../../src/targets/variables.ts';
import { filesOf, sourcesOf } from './target-sources.ts';
import { messageOf } from './telling.ts';

interface Format {
  readonly properties: { readonly probes: { readonly propertyNames: { readonly enum: readonly string[] } } };
}

const format = JSON.parse(
  readFileSync(path.join(packageRoot(), 'schemas/formats/target.schema.json'), 'utf8'),
) as Format;

const read = (text: string, env: Environment = {}): Profile => readProfile('targets/lab.yaml', text, format, env);

/** Asserts that a text is refused by these problems, each a line, in which nothing stands that is called a canary. */
function assertRefused(text: string, problems: readonly RegExp[], env: Environment = {}): void {
  const lines = (messageOf(() => read(text, env)) ?? '').split('\n');
  assert.equal(lines.length, problems.length, lines.join('\n'));
  for (const [index, problem] of problems.entries()) {
    assert.match(lines[index] ?? '', problem);
    assert.match(lines[index] ?? '', /^targets\/lab\.yaml:\d+: .*\.$/);
  }
  assert.doesNotMatch(lines.join('\n'), /canary/i);
}

const complete = `
cloud: lab
endpoint: https://vbs.test/volume
other-cloud: lab-other
norole-cloud: lab-nobody
backup: b1
subjects:
  volume_id: v1
  show-backup.backup_id: b2
admin: true
microversion: "3.70"
rate: 0.5
proxy: http://proxy.test:3128
front: http://front.test
probes:
  status/401/no-token: off
  status/401/wrong-token: off
  status/501/transfer-encoding: on
faults:
  503:
    enter: [./enter.sh, "on"]
    leave: [./leave.sh]
  "504": { enter: [./enter.sh], leave: [./leave.sh, a, b] }
fault-timeout: 2.5
fault-variables: [LAB, kube_config]
waivers:
  # Known since the first release.
  - id: cinder-has-no-405
    check: vbs/v3/show-backup/status/405
    deviation: { place: status/405/patch, kind: status, expected: 405, got: 404 }
    reason: Cinder routes unknown methods to its 404 handler.
    owner: storage team
    until: 2027-06-30
    ticket: https://tracker.test/17
`;

test('every key finds its place', () => {
  assert.deepEqual(read(complete), {
    variables: {
      OS_CLOUD: 'lab',
      VBS_ACCESS_KEY: undefined,
      VBS_SECRET_KEY: undefined,
      VBS_ENDPOINT: 'https://vbs.test/volume',
      VBS_OTHER_CLOUD: 'lab-other',
      VBS_OTHER_TOKEN: undefined,
      VBS_OTHER_PROJECT_ID: undefined,
      VBS_NOROLE_CLOUD: 'lab-nobody',
      VBS_NOROLE_TOKEN: undefined,
      VBS_BACKUP_ID: 'b1',
      VBS_ADMIN: '1',
      VBS_MICROVERSION: '3.70',
      VBS_RATE: '0.5',
      VBS_HTTP_PROXY: 'http://proxy.test:3128',
    },
    keys: {
      OS_CLOUD: 'the key cloud (targets/lab.yaml:2)',
      VBS_OTHER_CLOUD: 'the key other-cloud (targets/lab.yaml:4)',
      VBS_NOROLE_CLOUD: 'the key norole-cloud (targets/lab.yaml:5)',
      VBS_ENDPOINT: 'the key endpoint (targets/lab.yaml:3)',
    },
    simulated: false,
    front: 'http://front.test',
    subjects: { volume_id: 'v1', 'show-backup.backup_id': 'b2' },
    subjectKeys: {
      backup_id: 'the key backup (targets/lab.yaml:6)',
      volume_id: 'the key subjects.volume_id (targets/lab.yaml:8)',
      'show-backup.backup_id': 'the key subjects.show-backup.backup_id (targets/lab.yaml:9)',
    },
    hooks: [
      { code: 503, enter: ['./enter.sh', 'on'], leave: ['./leave.sh'], timeout: 2500 },
      { code: 504, enter: ['./enter.sh'], leave: ['./leave.sh', 'a', 'b'], timeout: 2500 },
    ],
    hookVariables: ['LAB', 'kube_config'],
    on: ['status/501/transfer-encoding'],
    off: ['status/401/no-token', 'status/401/wrong-token'],
    waivers: [
      {
        id: 'cinder-has-no-405',
        check: 'vbs/v3/show-backup/status/405',
        deviation: { place: 'status/405/patch', kind: 'status', expected: '405', got: '404' },
        reason: 'Cinder routes unknown methods to its 404 handler.',
        owner: 'storage team',
        until: '2027-06-30',
        ticket: 'https://tracker.test/17',
        file: 'targets/lab.yaml',
        line: 28,
      },
    ],
  });
});

test('a profile may say little', () => {
  const none = {
    variables: {},
    keys: {},
    simulated: false,
    front: undefined,
    subjects: {},
    subjectKeys: {},
    hooks: [],
    hookVariables: [],
    on: [],
    off: [],
    waivers: [],
  };
  assert.deepEqual(read('{}'), none);
  assert.equal(read('simulated: true').simulated, true);
  assert.deepEqual(read('admin: false').variables, { VBS_ADMIN: '0' });
  const [hook] = read('faults: {503: {enter: [a], leave: [b]}}').hooks;
  assert.equal(hook?.timeout, 120_000);
});

test('the profiles of this repository are such', () => {
  const file = 'targets/openstack-lab.yaml';
  const text = readFileSync(path.join(packageRoot(), file), 'utf8');
  const { hooks, variables } = readProfile(file, text, format, { OPENSTACK_LAB: '/lab' });
  assert.deepEqual([hooks.map(({ code }) => code), variables.OS_CLOUD], [[500, 502, 503, 504], 'lab']);
  assert.equal(hooks[0]?.enter[0], '/lab/faults.sh');
});

test('the probes that a profile can switch are all ways but the first read', () => {
  const names = ways.map(({ name }) => name).filter(name => name !== 'show');
  assert.deepEqual([...format.properties.probes.propertyNames.enum].sort(), [...names].sort());
  for (const name of names) assert.deepEqual(read(`probes: {${name}: on}`).on, [name]);
});

test("a profile's cloud is not mixed with what the environment says of another", () => {
  const clouds = 'clouds: {lab: {auth: {auth_url: "https://k.test", username: a, password: b, project_id: c}}}';
  const sources = sourcesOf({ files: filesOf({ 'clouds.yaml': clouds }) });
  const env = {
    VBS_ENDPOINT: 'https://another.test',
    VBS_ACCESS_KEY: 'access-key',
    VBS_SECRET_KEY: 'secret-key',
    OS_TOKEN: 'another-token',
    OS_PROJECT_ID: 'p1',
    VBS_OTHER_TOKEN: 'other-token',
    VBS_OTHER_PROJECT_ID: 'p2',
    VBS_NOROLE_TOKEN: 'norole-token',
  };
  const planOf = (text: string) => profileTarget('lab', read(text, env), env, sources);
  const all = planOf('cloud: lab\nother-cloud: lab\nnorole-cloud: lab');
  assert.deepEqual(
    [all.access.kind, all.endpoint, all.other?.kind, all.otherProject, all.noRole?.kind],
    ['keystone', undefined, 'keystone', undefined, 'keystone'],
  );
  const own = planOf('cloud: lab\nendpoint: https://vbs.test');
  assert.deepEqual([own.access.kind, own.endpoint, own.other?.kind], ['keystone', 'https://vbs.test', undefined]);
  assert.deepEqual([planOf('{}').access.kind, planOf('{}').endpoint], ['keys', 'https://another.test']);
});

test('what the format does not know is told with its line', () => {
  assertRefused('cloud: lab\nregion: canary\n', [/^[^:]+:2: the file: unknown key "region"\.$/]);
  assertRefused('probes:\n  status/200/show: off\n', [/:2: probes: unknown key "status\/200\/show"\.$/]);
  assertRefused('probes:\n  show: off\n', [/:2: probes: unknown key "show"\.$/]);
  assertRefused('faults:\n  418: {enter: [a], leave: [b]}\n', [/:2: faults: unknown key "418"\.$/]);
  assertRefused('faults:\n  503:\n    enter: [a]\n    leave: [b]\n    shell: canary\n', [
    /:5: faults\.503: unknown key "sh/,
  ]);
  assertRefused('\n\nfaults:\n  "503":\n    enter: [a]\n', [/:4: faults\.503: must have required property 'leave'\.$/]);
});

test('a wrong value is told with its line, and is not shown', () => {
  const wrong: Readonly<Record<string, readonly string[]>> = {
    cloud: ['7', '""', '[canary]', '', 'null'],
    endpoint: ['canary', 'ftp://canary', '7', 'https://', 'https://canary.test/?canary', 'http://[canary'],
    'other-cloud': ['{canary: canary}'],
    'norole-cloud': ['true'],
    backup: ['12345', 'canary/canary', '"canary canary"', '..'],
    admin: ['"yes"', 'yes', '1'],
    microversion: ['3.70', '"3,canary"', '"volume canary"'],
    rate: ['"fast"', '0', '-1', '1e9'],
    proxy: ['https://canary.test', 'canary:3128', '7'],
    front: ['canary', 'http://front.test/#canary'],
    probes: ['canary', '[canary]', '{status/405/patch: canary}', '{status/405/patch: true}'],
    faults: ['canary', '{503: canary}', '{503: {enter: canary, leave: [b]}}', '{503: {enter: [], leave: [b]}}'],
    'fault-variables': ['LAB', '[canary=1]', '[7]'],
    'fault-timeout': ['0', '3601', '"canary"'],
  };
  for (const [key, values] of Object.entries(wrong)) {
    for (const value of values)
      assertRefused(`# first\n${key}: ${value}\n`, [new RegExp(`^targets/lab\\.yaml:2: ${key}`)]);
  }
});

test('a program has a name', () => {
  assertRefused('faults: {503: {enter: [""], leave: [b]}}', [/:1: faults\.503\.enter/]);
  assertRefused(`faults:\n  503:\n    enter: [a]\n    leave: ["\${X}"]`, [/:4: the variable X is not set/]);
});

test('every problem is told, each with its line', () => {
  assertRefused('cloud: 7\nrate: 0\n', [
    /:1: cloud: must be a text; put it into quotation marks/,
    /:2: rate: must be > 0/,
  ]);
  assertRefused('backup: ..\nendpoint: https://\n', [/:2: endpoint is not an http/, /:1: backup contains characters/]);
});

test('what is no YAML, or no map, is told with its line and not shown', () => {
  for (const text of ['cloud: [canary', 'cloud: lab\n  canary: x', 'cloud: "canary', '*canary', 'a: &a {b: *a}']) {
    assertRefused(text, [/:\d: this is not valid YAML \([A-Z_]+\); correct it\.$/]);
  }
  for (const text of ['', '# nothing', 'canary', '[canary]', '7'])
    assertRefused(text, [/:1: the file: must be object\.$/]);
});

test('Windows line ends and a byte order mark do no harm', () => {
  assert.deepEqual(read(`\ufeff${complete.replaceAll('\n', '\r\n')}`), read(complete));
});

test('a name in braces behind a $ stands for a variable, wherever a text stands', () => {
  const env = { LAB: '/lab dir', HOST: 'vbs.test', CLOUD: 'lab', EMPTY: '' };
  const text = `cloud: "\${CLOUD}-\${CLOUD}"\nendpoint: "\${X}"\nfaults: {503: {enter: ["\${LAB}/a.sh", $HOME, "\${}"], leave: [b]}}`;
  const profile = read(text, { ...env, X: 'https://vbs.test' });
  assert.deepEqual([profile.variables.OS_CLOUD, profile.variables.VBS_ENDPOINT], ['lab-lab', 'https://vbs.test']);
  assert.deepEqual(profile.hooks[0]?.enter, ['/lab dir/a.sh', '$HOME', `\${}`]);
  const lines = `cloud: x\nfaults:\n  503:\n    enter: [a]\n    leave:\n      - b\n      - "\${LACKING}"\n`;
  assertRefused(lines, [/:7: the variable LACKING is not set; set it, or write its value here\.$/]);
  assertRefused(`cloud: "\${EMPTY}"`, [/:1: the variable EMPTY is not set/], env);
  assertRefused(`cloud: \${A}\${B}`, [/the variable A is/, /the variable B is/]);
  assertRefused(`endpoint: \${X}`, [/:1: endpoint is not an http or https URL/], { X: 'canary' });
});

test('a variable may hold what must not stand in the file, such as the credentials of a proxy', () => {
  const env = { LAB_PROXY: 'http://name:secret@proxy.test:3128' };
  assert.equal(read(`proxy: \${LAB_PROXY}`, env).variables.VBS_HTTP_PROXY, env.LAB_PROXY);
});

test('however a profile is damaged, nothing but an error for people is thrown, with the line of each problem', () => {
  const edit = fc.record({ at: fc.nat(complete.length), lost: fc.nat(4), slip: fc.string({ maxLength: 3 }) });
  const slips = fc.array(edit, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(slips, edits => {
      const text = edits.reduce((all, { at, lost, slip }) => all.slice(0, at) + slip + all.slice(at + lost), complete);
      for (const line of messageOf(() => read(text))?.split('\n') ?? [])
        assert.match(line, /^targets\/lab\.yaml:\d+: /);
    }),
  );
});
