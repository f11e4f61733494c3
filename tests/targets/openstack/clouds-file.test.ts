import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CloudEntry, cloudEntry } from '../../../src/targets/openstack/clouds-file.ts';
import { ConfigurationError } from '../../../src/targets/target.ts';
import type { Environment } from '../../../src/targets/variables.ts';
import { filesOf } from '../target-sources.ts';
import { told } from '../telling.ts';

type Texts = Readonly<Record<string, string>>;

const read = (texts: Texts, env: Environment = {}, name = 'lab'): CloudEntry =>
  cloudEntry({ name, chosenBy: 'OS_CLOUD' }, env, filesOf(texts));

/** A `clouds.yaml` whose one cloud tells which file it is of. */
const marked = (mark: string): string => `clouds:\n  lab:\n    mark: ${mark}\n`;

/** All places in the order in which they are searched, with what makes each one. */
const places = [
  'folder/named.yaml',
  'folder/clouds.yaml',
  'folder/clouds.yml',
  'folder/clouds.json',
  'xdg/openstack/clouds.yaml',
  'home/user/.config/openstack/clouds.yaml',
  'home/user/.config/openstack/clouds.yml',
  'etc/openstack/clouds.yaml',
  'etc/openstack/clouds.yml',
  'etc/openstack/clouds.json',
].map(place => `/${place}`);

/** The mark that is found when these places hold a file. */
function markFrom(held: readonly string[], env: Environment): unknown {
  return read(Object.fromEntries(held.map(place => [place, marked(place)])), env).entry.mark;
}

test('clouds.yaml is looked for where the clients look for it, and the first that is there holds', () => {
  for (const [index, place] of places.entries()) {
    const env = { ...(index === 0 ? { OS_CLIENT_CONFIG_FILE: place } : {}), XDG_CONFIG_HOME: '/xdg' };
    assert.equal(markFrom(places.slice(index), env), place);
  }
});

test('secure.yaml is looked for in the same places, whatever clouds.yaml is of', () => {
  const secure = places.map(place => place.replace('clouds', 'secure').replace('named', 'other'));
  for (const [index, place] of secure.entries()) {
    const env = { ...(index === 0 ? { OS_CLIENT_SECURE_FILE: place } : {}), XDG_CONFIG_HOME: '/xdg' };
    const held = Object.fromEntries(secure.slice(index).map(one => [one, marked(one)]));
    assert.equal(read({ ...held, '/etc/openstack/clouds.json': marked('open') }, env).entry.mark, place);
  }
});

test('a named file may lie anywhere, and XDG_CONFIG_HOME counts when it is absolute', () => {
  assert.equal(markFrom(['/home/user/my.yaml'], { OS_CLIENT_CONFIG_FILE: '~/my.yaml' }), '/home/user/my.yaml');
  assert.equal(markFrom(['/folder/sub/my.yaml'], { OS_CLIENT_CONFIG_FILE: 'sub/my.yaml' }), '/folder/sub/my.yaml');
  const texts = { '/folder/xdg/openstack/clouds.yaml': marked('a'), '/etc/openstack/clouds.yaml': marked('b') };
  assert.equal(read(texts, { XDG_CONFIG_HOME: 'xdg' }).entry.mark, 'b');
});

test('a file of this folder is called by its name, any other by its path', () => {
  assert.equal(read({ '/folder/clouds.yml': marked('a') }).source, 'the cloud "lab" in clouds.yml');
  const home = '/home/user/.config/openstack/clouds.yaml';
  assert.equal(read({ [home]: marked('a') }).source, `the cloud "lab" in ${home}`);
  const env = { OS_CLIENT_CONFIG_FILE: 'sub/my.yaml' };
  assert.equal(read({ '/folder/sub/my.yaml': marked('a') }, env).source, 'the cloud "lab" in sub/my.yaml');
});

test('no file is told with where it was looked for, a wrong path with the variable that holds it', () => {
  const none =
    /^OS_CLOUD is "lab", but there is no clouds\.yaml in this folder, \/home\/user\/\.config\/openstack or \/etc\/openstack; create/;
  assert.throws(() => read({}), told(none));
  assert.throws(() => read({}, { XDG_CONFIG_HOME: '/xdg' }), told(/ in this folder, \/xdg\/openstack or \/home\/user/));
  const missing =
    /^OS_CLIENT_CONFIG_FILE is "my\.yaml", but there is no such file; set it to an existing file, or remove it\.$/;
  assert.throws(() => read({ 'clouds.yaml': marked('a') }, { OS_CLIENT_CONFIG_FILE: 'my.yaml' }), told(missing));
  const env = { OS_CLIENT_SECURE_FILE: 'my.yaml' };
  assert.throws(() => read({ 'clouds.yaml': marked('a') }, env), told(/^OS_CLIENT_SECURE_FILE is "my\.yaml", but/));
});

test('a file that is there and cannot be read is told, not passed over', () => {
  const directory = () => {
    throw new ConfigurationError('clouds.yaml cannot be read (EISDIR); make it readable, or remove it.');
  };
  const files = { ...filesOf(), read: directory };
  assert.throws(() => cloudEntry({ name: 'lab', chosenBy: 'OS_CLOUD' }, {}, files), told(/cannot be read/));
});

const open = `
clouds:
  lab:
    region_name: One
    auth: { username: demo, password: open }
  other:
    auth: { username: other }
`;

test('secure.yaml is merged deeply and holds; what it leaves empty says nothing', () => {
  const merged = (secure: string) => read({ 'clouds.yaml': open, 'secure.yaml': secure });
  const deep = merged('clouds:\n  lab:\n    auth:\n      password: closed\n');
  assert.deepEqual(deep.auth, { username: 'demo', password: 'closed' });
  assert.equal(deep.entry.region_name, 'One');
  for (const empty of [
    '',
    '# nothing yet\n',
    'clouds:\n',
    'clouds: {}',
    'clouds: {lab: }',
    'clouds: {lab: {auth: }}',
  ]) {
    assert.deepEqual(merged(empty).auth, { username: 'demo', password: 'open' }, empty);
  }
  assert.deepEqual(merged('clouds: {other: {auth: {password: x}}}').auth, { username: 'demo', password: 'open' });
});

test('a cloud may stand in secure.yaml alone', () => {
  const texts = { 'clouds.yaml': open, 'secure.yaml': 'clouds: {mine: {auth: {username: me}}}' };
  assert.deepEqual(read(texts, {}, 'mine').auth, { username: 'me' });
});

test('anchors and merge keys, as the clients read them', () => {
  const text = `
defaults: &defaults
  region_name: One
  auth: &auth { auth_url: https://k.test, username: demo }
clouds:
  lab:
    <<: *defaults
    auth:
      <<: *auth
      username: other
  twice:
    <<: [{ interface: internal }, *defaults]
`;
  assert.deepEqual(read({ 'clouds.yaml': text }).auth, { auth_url: 'https://k.test', username: 'other' });
  assert.equal(read({ 'clouds.yaml': text }).entry.region_name, 'One');
  const { entry } = read({ 'clouds.yaml': text }, {}, 'twice');
  assert.deepEqual([entry.interface, entry.region_name], ['internal', 'One']);
});

test('a byte order mark, line ends of Windows, JSON, hyphens in keys, odd names', () => {
  assert.equal(read({ 'clouds.yaml': `\ufeff${marked('a').replaceAll('\n', '\r\n')}` }).entry.mark, 'a');
  assert.equal(read({ 'clouds.json': '{"clouds": {"lab": {"mark": "a"}}}' }).entry.mark, 'a');
  const hyphens = read({ 'clouds.yaml': 'clouds: {lab: {region-name: a, auth: {auth-url: b}}}' });
  assert.deepEqual([hyphens.entry.region_name, hyphens.auth.auth_url], ['a', 'b']);
  for (const name of ['503', 'true', 'a b', '__proto__', 'constructor', 'münchen']) {
    assert.equal(read({ 'clouds.yaml': `clouds: {"${name}": {mark: a}}` }, {}, name).entry.mark, 'a', name);
    assert.throws(() => read({ 'clouds.yaml': marked('a') }, {}, name), told(/^clouds\.yaml has no cloud "/), name);
  }
});

test('an unknown cloud is told with those that there are, and with what names it', () => {
  const texts = { 'clouds.yaml': open };
  assert.throws(
    () => cloudEntry({ name: 'lba', chosenBy: 'VBS_OTHER_CLOUD' }, {}, filesOf(texts)),
    told(/^clouds\.yaml has no cloud "lba"; it has lab, other; set VBS_OTHER_CLOUD to one of these\.$/),
  );
  assert.throws(
    () => read({ 'clouds.yaml': 'clouds: {}' }),
    told(/has no cloud "lab" and no other cloud; add it there\.$/),
  );
});

test('what became a key by mistake is not told among the clouds', () => {
  const strange = ['canary: x', '? {password: canary}\n  : {}', '"canary: x": {}', `${'canary'.repeat(20)}: {}`];
  for (const text of strange) {
    assert.throws(
      () => read({ 'clouds.yaml': `clouds:\n  ${text}\n` }),
      told(/has no cloud "lab" and no other cloud/),
      text,
    );
  }
});

test('what has a wrong type is told with its place', () => {
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['', /^clouds\.yaml has no map "clouds"; add one with each cloud/],
    ['# nothing\n', /^clouds\.yaml has no map "clouds"/],
    ['canary', /^clouds\.yaml has no map "clouds"/],
    ['- canary', /^clouds\.yaml has no map "clouds"/],
    ['clouds: canary', /^clouds\.yaml has no map "clouds"/],
    ['clouds: [canary]', /^clouds\.yaml has no map "clouds"/],
    ['lab: {auth: {password: canary}}', /^clouds\.yaml has no map "clouds"/],
    ['clouds: {lab: canary}', /^The cloud "lab" in clouds\.yaml is not a map; write its settings below it/],
    ['clouds: {lab: }', /^The cloud "lab" in clouds\.yaml is not a map/],
    ['clouds: {lab: [canary]}', /^The cloud "lab" in clouds\.yaml is not a map/],
    ['clouds: {lab: {auth: canary}}', /^The key auth of the cloud "lab" in clouds\.yaml is not a map/],
    ['clouds: {lab: {auth: [canary]}}', /^The key auth of the cloud "lab" in clouds\.yaml is not a map/],
  ];
  for (const [text, pattern] of wrong) assert.throws(() => read({ 'clouds.yaml': text }), told(pattern), text);
  const secure = { 'clouds.yaml': open, 'secure.yaml': 'canary' };
  assert.throws(() => read(secure), told(/^secure\.yaml has no map "clouds"/));
});

test('what is no YAML is told with its line', () => {
  const texts = ['clouds: {\n', 'clouds:\n\tlab: canary', 'clouds:\n  lab: "canary\n', 'a: 1\na: canary', '---\n---\n'];
  for (const text of texts) {
    assert.throws(
      () => read({ 'clouds.yaml': text }),
      told(/^clouds\.yaml:[1-3]: this is not valid YAML \([A-Z_]+\); correct/),
      text,
    );
  }
  const secure = { 'clouds.yaml': open, 'secure.yaml': 'clouds:\n  lab: {password: [canary}' };
  assert.throws(() => read(secure), told(/^secure\.yaml:2: this is not valid YAML/));
});
