import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Access } from '../../src/targets/access.ts';
import {
  type ConfiguredTarget,
  cloudTarget,
  endpointTarget,
  profileTarget,
  type TargetSources,
} from '../../src/targets/configured-target.ts';
import type { Profile } from '../../src/targets/profile.ts';
import type { Environment } from '../../src/targets/variables.ts';
import { certificateFor } from '../wire/certificate.ts';
import { filesOf, sourcesOf } from './target-sources.ts';
import { told } from './telling.ts';

const cloud = (user: string, rest = '') =>
  `{auth: {auth_url: "https://${user}.test", username: ${user}, password: canary, project_id: p-${user}}${rest}}`;

const files = filesOf({
  'clouds.yaml': `clouds:\n  lab: ${cloud('lab')}\n  other: ${cloud('other')}\n  open: {auth: {auth_url: "https://open.test", username: open, project_id: p}}\n`,
});

const rc: Environment = {
  OS_AUTH_URL: 'https://rc.test',
  OS_USERNAME: 'rc',
  OS_PASSWORD: 'canary',
  OS_PROJECT_NAME: 'project',
};

const keys: Environment = { VBS_ACCESS_KEY: 'access-canary', VBS_SECRET_KEY: 'secret-canary' };

const cloudWith = (env: Environment, change: Partial<TargetSources> = {}): ConfiguredTarget =>
  cloudTarget(env, sourcesOf({ files, ...change }));

/** A profile that says nothing, changed as a test needs it. */
const profileOf = (change: Partial<Profile> = {}): Profile => {
  return {
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
    ...change,
  };
};

const profiled = (
  profile: Partial<Profile>,
  env: Environment = {},
  change: Partial<TargetSources> = {},
): ConfiguredTarget => profileTarget('mine', profileOf(profile), env, sourcesOf({ files, ...change }));

/** Whose access it is: the user's name, the token, or the access key. */
function whose(access: Access | undefined): string | undefined {
  if (access?.kind === 'keystone') return new URL(access.authUrl).hostname;
  return access?.kind === 'keys' ? access.keys.accessKey : access?.token;
}

test('--target cloud is the cloud of OS_CLOUD, else that of the OS_ variables', () => {
  const plan = cloudWith({ ...rc, OS_CLOUD: 'lab' });
  assert.deepEqual([plan.name, whose(plan.access), plan.endpoint], ['cloud', 'lab.test', undefined]);
  assert.equal(whose(cloudWith(rc).access), 'rc.test');
  assert.equal(whose(cloudWith({ ...rc, OS_CLOUD: '' }).access), 'rc.test');
});

test('a mock that its profile calls simulated is so, and is asked for its faults with Prefer', () => {
  const env = { OS_CLOUD: 'lab' };
  const { simulated, faults } = profiled({ simulated: true }, env);
  assert.deepEqual([simulated, faults], [true, 'prefer']);
  assert.deepEqual([profiled({}, env).simulated, profiled({}, env).faults], [false, 'none']);
  assert.equal(profiled({ simulated: true }, { ...env, VBS_FAULTS: 'none' }).faults, 'none');
});

test('VBS_ENDPOINT holds in place of the catalog, for a cloud and for a token', () => {
  const endpoint = { VBS_ENDPOINT: 'https://vbs.test/v3/p1' };
  const plan = cloudWith({ ...endpoint, OS_CLOUD: 'lab', OS_TOKEN: 'canary-token' });
  assert.deepEqual([whose(plan.access), plan.endpoint], ['lab.test', 'https://vbs.test']);
  const token = cloudWith({ ...endpoint, OS_TOKEN: 'a-token-at-hand', OS_PROJECT_ID: 'p1' });
  assert.deepEqual([whose(token.access), token.endpoint], ['a-token-at-hand', 'https://vbs.test']);
});

test('the certificates that a cloud names are those of its service, too', () => {
  const { cert } = certificateFor('127.0.0.1');
  const texts = { 'clouds.yaml': `clouds: {lab: ${cloud('lab', ', cacert: ca.pem')}}`, 'ca.pem': cert };
  const plan = cloudTarget({ OS_CLOUD: 'lab' }, sourcesOf({ files: filesOf(texts) }));
  assert.deepEqual(plan.trust, { ca: cert, isInsecure: false });
});

test('a key pair signs, whatever else there is, but needs endpoint and project', () => {
  const complete = { ...keys, VBS_ENDPOINT: 'https://vbs.test', OS_PROJECT_ID: 'p1' };
  for (const env of [complete, { ...complete, ...rc, OS_CLOUD: 'lab', OS_TOKEN: 'a-token-at-hand' }]) {
    for (const plan of [cloudWith(env), endpointTarget(env, sourcesOf({ files }))]) {
      assert.deepEqual(plan?.access, {
        kind: 'keys',
        keys: { accessKey: 'access-canary', secretKey: 'secret-canary' },
        project: 'p1',
      });
    }
  }
  assert.throws(
    () => cloudWith({ ...complete, VBS_ACCESS_KEY: '' }),
    told(/^VBS_ACCESS_KEY is not set, but VBS_SECRET_KEY is;/),
  );
  assert.throws(
    () => cloudWith({ ...complete, VBS_SECRET_KEY: '' }),
    told(/^VBS_SECRET_KEY is not set, but VBS_ACCESS_KEY is;/),
  );
  assert.throws(
    () => cloudWith({ ...complete, OS_PROJECT_ID: '' }),
    told(/^OS_PROJECT_ID is not set, but VBS_ACCESS_KEY signs .* the project that the key pair is for\.$/),
  );
  assert.throws(
    () => cloudWith({ ...complete, VBS_ENDPOINT: '' }),
    told(
      /^VBS_ENDPOINT is not set, but there is no catalog that contains it; set it to the root URL of the service\.$/,
    ),
  );
});

test('no cloud at all is told with both ways to name one', () => {
  const pattern =
    /^OS_CLOUD is not set, but --target is "cloud"; set it to a cloud in your clouds\.yaml, or set OS_AUTH_URL/;
  for (const env of [{}, { OS_TOKEN: 'canary-token' }, { VBS_ENDPOINT: 'https://vbs.test' }]) {
    assert.throws(() => cloudWith(env), told(pattern));
  }
  assert.throws(() => profiled({}), told(/^OS_CLOUD is not set, but --target is "mine", which names no cloud; set/));
});

test('further users come from a token or a cloud of their own, and the token holds', () => {
  const env = { OS_CLOUD: 'lab', VBS_OTHER_CLOUD: 'other', VBS_NOROLE_CLOUD: 'lab' };
  const clouds = cloudWith(env);
  assert.deepEqual([whose(clouds.other), whose(clouds.noRole)], ['other.test', 'lab.test']);
  const tokens = cloudWith({ ...env, VBS_OTHER_TOKEN: 'other-token', VBS_NOROLE_TOKEN: 'norole-token' });
  assert.deepEqual([whose(tokens.other), whose(tokens.noRole)], ['other-token', 'norole-token']);
  const neither = cloudWith({ OS_CLOUD: 'lab' });
  assert.deepEqual([neither.other, neither.noRole], [undefined, undefined]);
});

test('an unknown cloud is told by what named it', () => {
  assert.throws(
    () => cloudTarget({ OS_CLOUD: 'lba' }, sourcesOf({ files, options: { OS_CLOUD: '--os-cloud' } })),
    told(/; set --os-cloud to one/),
  );
  assert.throws(() => cloudWith({ OS_CLOUD: 'lba' }), told(/; set OS_CLOUD to one of these\.$/));
  for (const variable of ['VBS_OTHER_CLOUD', 'VBS_NOROLE_CLOUD']) {
    const pattern = new RegExp(`has no cloud "lba"; it has lab, other, open; set ${variable} to one of these\\.$`);
    assert.throws(() => cloudWith({ OS_CLOUD: 'lab', [variable]: 'lba' }), told(pattern));
    const named = {
      variables: { OS_CLOUD: 'lab', [variable]: 'lba' },
      keys: { [variable]: 'the key x (mine.yaml:3)' },
    };
    assert.throws(() => profiled(named), told(/; set the key x \(mine\.yaml:3\) to one of these\.$/));
  }
  const own = { variables: { OS_CLOUD: 'lba' }, keys: { OS_CLOUD: 'the key cloud (mine.yaml:1)' } };
  assert.throws(() => profiled(own), told(/; set the key cloud \(mine\.yaml:1\) to one of these\.$/));
});

test("OS_PASSWORD is the own user's, and is shown to no other's Keystone", () => {
  const { access } = cloudWith({ OS_CLOUD: 'open', OS_PASSWORD: 'canary' });
  assert.equal(
    access.kind === 'keystone' && access.identity.method === 'password' && access.identity.password,
    'canary',
  );
  for (const variable of ['VBS_OTHER_CLOUD', 'VBS_NOROLE_CLOUD']) {
    const env = { OS_CLOUD: 'open', OS_PASSWORD: 'canary', [variable]: 'open' };
    assert.throws(
      () => cloudWith(env),
      told(/^password of the cloud "open" in clouds\.yaml is not set, .*secure\.yaml/),
    );
  }
});

test("a profile's settings hold against the environment's, which fills in what it leaves out", () => {
  const env = { ...rc, OS_CLOUD: 'lab', VBS_BACKUP_ID: 'b1', VBS_RATE: '2', VBS_MICROVERSION: '3.1', VBS_ADMIN: '1' };
  const plan = profiled({ variables: { OS_CLOUD: 'other', VBS_RATE: '3', VBS_ADMIN: '0' } }, env);
  assert.deepEqual([plan.name, whose(plan.access), plan.rate, plan.admin], ['mine', 'other.test', 3, false]);
  assert.deepEqual([plan.subjects, plan.microversion], [{ backup_id: 'b1' }, '3.1']);
  assert.equal(whose(profiled({}, env).access), 'lab.test');
});

test("a profile's subjects come before the environment's", () => {
  const env = { OS_CLOUD: 'lab', VBS_BACKUP_ID: 'b1', VBS_SUBJECT_VOLUME_ID: 'v1' };
  const { subjects } = profiled({ subjects: { volume_id: 'v2', 'show-backup.backup_id': 'b2' } }, env);
  assert.deepEqual(subjects, { backup_id: 'b1', volume_id: 'v2', 'show-backup.backup_id': 'b2' });
});

test('the rate of the command line holds against the profile, and that against VBS_RATE', () => {
  const env = { OS_CLOUD: 'lab', VBS_RATE: '2' };
  const variables = { VBS_RATE: '3' };
  assert.equal(profiled({ variables }, env, { rate: 4 }).rate, 4);
  assert.equal(profiled({ variables }, env).rate, 3);
  assert.equal(profiled({}, env).rate, 2);
  assert.equal(cloudWith(env, { rate: 4 }).rate, 4);
  assert.equal(cloudWith({ OS_CLOUD: 'lab' }).rate, undefined);
});

test('ways are switched by the profile, and by the command line against it', () => {
  const [a, b] = ['status/405/patch', 'status/501/transfer-encoding'] as const;
  const ways = (profile: Partial<Profile>, line: Partial<TargetSources> = {}) => {
    const { optIn, without } = profiled(profile, { OS_CLOUD: 'lab' }, line);
    return { optIn, without };
  };
  assert.deepEqual(ways({ on: [b], off: [a] }), { optIn: [b], without: [a] });
  assert.deepEqual(ways({}, { on: [b], off: [a] }), { optIn: [b], without: [a] });
  assert.deepEqual(ways({ off: [a] }, { on: [a] }), { optIn: [a], without: [] });
  assert.deepEqual(ways({ on: [b] }, { off: [b] }), { optIn: [], without: [b] });
});

const hook = { code: 503, enter: ['./enter.sh'], leave: ['./leave.sh'], timeout: 1000 } as const;

test("a profile's hooks are used unless VBS_FAULTS says otherwise", () => {
  const faults = (env: Environment, hooks: Profile['hooks'] = [hook]) => {
    const plan = profiled({ hooks }, { OS_CLOUD: 'lab', ...env });
    return [plan.faults, plan.hooks];
  };
  assert.deepEqual(faults({}), ['hooks', [hook]]);
  assert.deepEqual(faults({ VBS_FAULTS: 'hooks' }), ['hooks', [hook]]);
  assert.deepEqual(faults({ VBS_FAULTS: 'none' }), ['none', []]);
  assert.deepEqual(faults({ VBS_FAULTS: 'prefer' }), ['prefer', []]);
  assert.deepEqual(faults({}, []), ['none', []]);
  assert.throws(
    () => faults({ VBS_FAULTS: 'hooks' }, []),
    told(/^VBS_FAULTS is "hooks", but no fault hooks are configured; add them to a target profile/),
  );
});

test('the front is a root URL as the endpoint is', () => {
  const { front } = profiled({ front: 'http://front.test/volume/v3/' }, { OS_CLOUD: 'lab' });
  assert.equal(front, 'http://front.test/volume');
  assert.equal(profiled({}, { OS_CLOUD: 'lab' }).front, undefined);
});

test('the endpoint in the settings of a cloud replaces the catalog, and VBS_ENDPOINT replaces both', () => {
  const own = 'volume_endpoint_override: "http://own.test:8776/v3/%(project_id)s"';
  const withOwn = filesOf({ 'clouds.yaml': `clouds: {lab: ${cloud('lab', `, ${own}`)}}` });
  const env = { OS_CLOUD: 'lab' };
  assert.equal(cloudWith(env, { files: withOwn }).endpoint, 'http://own.test:8776');
  const other = { ...env, VBS_ENDPOINT: 'https://other.test' };
  assert.equal(cloudWith(other, { files: withOwn }).endpoint, 'https://other.test');
});
