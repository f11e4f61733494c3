import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { packageRoot } from '../../src/cli/package-root.ts';
import { readProfile } from '../../src/targets/profile.ts';
import { type NewWaiver, withNewWaivers } from '../../src/targets/profile-text.ts';
import { anyText } from '../text/any-text.ts';

const format = JSON.parse(readFileSync(path.join(packageRoot(), 'schemas/formats/target.schema.json'), 'utf8'));

const entry: NewWaiver = {
  id: 'new',
  check: 'vbs/v3/show-backup/status/405',
  deviation: { place: 'status/405/patch', kind: 'status', expected: '405', got: '404' },
  reason: 'Unknown methods: 404.',
  owner: 'storage team',
  until: '2027-06-30',
};

/** What is added behind two spaces. */
const added = `  - id: new
    check: vbs/v3/show-backup/status/405
    deviation: { place: status/405/patch, kind: status, expected: 405, got: 404 }
    reason: "Unknown methods: 404."
    owner: storage team
    until: 2027-06-30
`;

const commented = `# The staging cloud.

cloud:   staging   # in clouds.yaml
faults:
  503: { enter: ["./m.sh",on], leave: [ ./m.sh, off ] }   # one at a time

# Known since 2025.
waivers:
  # The first.
  - id: old # an old one
    check: 'links/**'
    deviation: {place: self, kind: link, expected: once, got: none}
    reason: >
      A long
      text.
    owner: a
    until: 2027-01-01   # half a year
`;

const after = `
# Who is asked about.
backup: 1f3b
`;

test('entries are added behind the others, and every other character stays', () => {
  assert.equal(withNewWaivers(commented + after, [entry]), commented + added + after);
  assert.equal(
    withNewWaivers(commented, [entry, { ...entry, id: 'b', ticket: 'T-17' }]),
    `${commented}${added}${added.replace('new', 'b')}    ticket: T-17\n`,
  );
  assert.equal(withNewWaivers(commented.trimEnd(), [entry]), `${commented}${added}`);
});

test('an entry may end in a text of several lines', () => {
  const text = 'waivers:\n- id: a\n  reason: |\n    A long\n    text.\nbackup: b\n';
  const less = added.replace(/^ {2}/gm, '');
  assert.equal(withNewWaivers(text, [entry]), text.replace('backup', `${less}backup`));
});

test('where there are none yet, they come last', () => {
  for (const text of ['# A profile.\ncloud: lab\n', 'cloud: lab'])
    assert.equal(withNewWaivers(text, [entry]), `${text.trimEnd()}\n\nwaivers:\n${added}`);
});

test('they come before the mark of the end, and as far to the right as the other keys', () => {
  const marked = '---\ncloud: lab\n...\n# The end.\n';
  assert.equal(withNewWaivers(marked, [entry]), marked.replace('...', `\nwaivers:\n${added}...`));
  const right = '  cloud: lab\n  backup: a # ... b\n';
  assert.equal(withNewWaivers(right, [entry]), `${right}\n  waivers:\n${added.replace(/^/gm, '  ').trimEnd()}\n`);
  for (const text of [marked, right])
    assert.equal(readProfile('p.yaml', withNewWaivers(text, [entry]), format, {}).waivers[0]?.id, 'new');
});

test('the line ends of the file stay', () => {
  const text = commented.replaceAll('\n', '\r\n');
  assert.equal(withNewWaivers(text, [entry]), text + added.replaceAll('\n', '\r\n'));
});

test('a list or a file in braces is laid out anew, with its comments', () => {
  const empty = withNewWaivers('# One.\nwaivers: []\n# Two.\ncloud: lab # three\n', [entry]);
  assert.equal(empty, `# One.\nwaivers:\n${added}# Two.\ncloud: lab # three\n`);
  const { waivers } = readProfile('p.yaml', withNewWaivers('{ cloud: lab }', [entry]), format, {});
  assert.equal(waivers[0]?.id, 'new');
});

test('a member that a service names like a variable is waived under its own name', () => {
  const words = { place: `backup.\${HOME}`, kind: 'extra', expected: 'absent', got: 'present' } as const;
  const text = withNewWaivers('cloud: lab\n', [{ ...entry, deviation: words, reason: `It is called \${HOME}.` }]);
  const [read] = readProfile('p.yaml', text, format, { HOME: '/home/somebody' }).waivers;
  assert.deepEqual([read?.deviation, read?.reason], [words, `It is called \${HOME}.`]);
  assert.equal(readProfile('p.yaml', text, format, {}).waivers.length, 1, 'nor does it have to be set');
});

test('what is added is read as it was given, whatever its texts', () => {
  fc.assert(
    fc.property(anyText(), fc.constantFrom(commented, 'cloud: lab', '{cloud: lab}', 'waivers: []'), (text, profile) => {
      // A profile has no secrets in it, and some characters are in no YAML.
      fc.pre(/\S/.test(text) && !/[:=@]|[^\P{C}\n\t]/u.test(text));
      const words = { place: text, kind: 'type', expected: text, got: 'null' };
      const changed = withNewWaivers(profile, [{ ...entry, deviation: words, reason: text, owner: text }]);
      const { file: _, line: __, ...read } = readProfile('p.yaml', changed, format, {}).waivers.at(-1) ?? {};
      assert.deepEqual(read, { ...entry, deviation: words, reason: text, owner: text });
    }),
  );
});
