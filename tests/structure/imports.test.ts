import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';

/** The rooms in the order in which data flows through them; nothing is imported from its right. */
const rooms = [
  'network',
  'text',
  'documentation',
  'contract',
  'targets',
  'probes',
  'faults',
  'wire',
  'recording',
  'probing',
  'checks',
  'mutation',
  'comparison',
  'reports',
  'statement',
  'matrix',
  'cli',
];

const source = path.join(packageRoot(), 'src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));

/** What a file imports of the project, as paths below `src/`. */
function importsOf(file: string): string[] {
  const text = readFileSync(path.join(source, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(match => match[1] ?? '');
  return specifiers.map(specifier => path.join(path.dirname(file), specifier));
}

const roomOf = (file: string): string => file.split(path.sep)[0] ?? '';

test('every folder below src is a room of the design', () => {
  for (const file of files) assert.ok(roomOf(file) === 'mock' || rooms.includes(roomOf(file)), file);
});

test('no import runs backwards', () => {
  for (const file of files) {
    for (const imported of importsOf(file)) {
      const isForwards = rooms.indexOf(roomOf(imported)) <= rooms.indexOf(roomOf(file)) && roomOf(imported) !== 'mock';
      assert.ok(isForwards || roomOf(file) === 'mock' || roomOf(file) === 'cli', `${file} imports ${imported}`);
    }
  }
});

test('every room, and every room within a room, has its sentence in CONTRIBUTING and its place in the README', () => {
  const [contributing, readme] = ['CONTRIBUTING.md', 'README.md'].map(file => {
    return readFileSync(path.join(packageRoot(), file), 'utf8');
  });
  const folders = new Set(files.map(file => path.dirname(file).split(path.sep).join('/')));
  for (const folder of folders) {
    assert.ok(contributing?.includes(`\`${folder}/\``), `CONTRIBUTING says nothing of ${folder}/`);
    assert.ok(readme?.includes(folder), `the picture of README lacks ${folder}`);
  }
});

test('no exported name stands for two things', () => {
  const seen = new Map<string, string>();
  for (const file of files) {
    const text = readFileSync(path.join(source, file), 'utf8');
    const names = text.matchAll(/^export (?:async )?(?:function\*?|const|class|interface|type) (\w+)/gm);
    for (const [, name = ''] of names) {
      assert.equal(seen.get(name), undefined, `${name} of ${file} is exported by ${seen.get(name)}, too`);
      seen.set(name, file);
    }
  }
});

test('the lowest rooms import no other room', () => {
  for (const file of files.filter(one => ['network', 'text'].includes(roomOf(one)))) {
    for (const imported of importsOf(file)) assert.equal(roomOf(imported), roomOf(file), `${file} imports ${imported}`);
  }
});

test('OpenStack is entered by one door', () => {
  const room = path.join('targets', 'openstack', path.sep);
  const door = path.join(room, 'authentication.ts');
  for (const file of files.filter(one => !one.startsWith(room))) {
    const entered = importsOf(file).filter(imported => imported.startsWith(room) && imported !== door);
    assert.deepEqual(entered, [], file);
  }
});

test('markup knows nothing of the documentation that is written in it', () => {
  const room = path.join('documentation', 'rst', path.sep);
  for (const file of files.filter(one => one.startsWith(room))) {
    const above = importsOf(file).filter(one => roomOf(one) === 'documentation' && !one.startsWith(room));
    assert.deepEqual(above, [], file);
  }
});

test('the embedded service shares no knowledge with what judges it', () => {
  for (const file of files.filter(one => roomOf(one) === 'mock')) {
    for (const imported of importsOf(file)) assert.equal(roomOf(imported), 'mock', `${file} imports ${imported}`);
  }
});

test('no file imports itself in a circle', () => {
  const graph = new Map(files.map(file => [file, importsOf(file)]));
  const isDone = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    assert.ok(!trail.includes(file), [...trail, file].join(' → '));
    if (isDone.has(file)) return;
    for (const imported of graph.get(file) ?? []) visit(imported, [...trail, file]);
    isDone.add(file);
  };
  for (const file of files) visit(file, []);
});
