import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import type { Recording } from '../../src/recording/recording.ts';
import { parseRecording, writeRecording } from '../../src/recording/recording-file.ts';
import type { Statement } from '../../src/statement/statement.ts';
import { makeKey, runs, signAnew, submit, verified, writeRun } from '../statement/submissions.ts';
import { command } from './command.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vbs-conformance-'));
after(() => rmSync(folder, { recursive: true }));

const [acme, mallory] = [makeKey(folder, 'acme'), makeKey(folder, 'mallory')];
writeFileSync(path.join(folder, 'signers'), `# vendors\nacme,acme-labs ${acme}\nmallory ${mallory}\n`);
const recordings = {
  conformant: await runs.conformant(),
  unproven: await runs.unproven(),
  violating: await runs.violating(),
};
for (const [name, recording] of Object.entries(recordings)) writeRun(path.join(folder, `run-${name}`), recording);
const submissions = {
  conformant: await submit(folder, 'run-conformant', 'conformant'),
  unproven: await submit(folder, 'run-unproven', 'unproven'),
  violating: await submit(folder, 'run-violating', 'violating'),
};

const verdicts = {
  conformant: ['conformant', 'conformant', 'conformant'],
  unproven: ['unproven', 'unproven', 'unproven'],
  violating: ['violations', 'unproven', 'unproven'],
};

for (const [name, expected] of Object.entries(verdicts)) {
  test(`a submission of a service that is ${name} is verified with its signer`, async () => {
    const { status, stdout, stderr } = await verified(folder, submissions[name as keyof typeof submissions]);
    assert.deepEqual([status, stderr], [0, ''], stdout);
    assert.match(stdout, /^verified: signed by acme, valid on \d{4}-\d\d-\d\d\n$/m);
    for (const [index, profile] of ['core', 'front', 'faults'].entries())
      assert.match(stdout, new RegExp(`^${profile}: ${expected[index]}, \\d+ of \\d+ `, 'm'));
    assert.match(stdout, /^Whether the answers were invented cannot be told/m);
  });
}

/** A copy of the submission that is unproven, for one forgery. */
function copied(): string {
  const copy = mkdtempSync(path.join(folder, 'forged-'));
  cpSync(path.join(folder, submissions.unproven), copy, { recursive: true });
  return path.relative(folder, copy);
}

type Forge = (at: string) => void;

/** Changes the text of a file. */
const edited =
  (name: string, change: (text: string) => string): Forge =>
  at => {
    const file = path.join(folder, at, name);
    const before = readFileSync(file, 'utf8');
    const now = change(before);
    assert.notEqual(now, before, name);
    writeFileSync(file, now);
  };

const inRecording = (change: (recording: Recording) => Recording): Forge =>
  edited('recording.json', text => writeRecording(change(parseRecording(text))));

const inStatement = (change: (statement: Statement) => object): Forge =>
  edited(
    'statement.json',
    text => `${JSON.stringify({ ...JSON.parse(text), ...change(JSON.parse(text)) }, null, 2)}\n`,
  );

const removed =
  (name: string): Forge =>
  at =>
    unlinkSync(path.join(folder, at, name));

const allProven = ({ profiles }: Statement): object => ({
  profiles: profiles.map(one => ({ ...one, verdict: 'conformant', proven: one.applicable, unproven: 0 })),
});

const unpassed = /"verdict": "unproven"/;
const granted = 'show-backup/status/404/unknown-id';

const withOther = (
  recording: Recording,
  name: string,
  change: (one: Recording['exchanges'][number]) => object,
): Recording => ({
  ...recording,
  exchanges: recording.exchanges.map(one => (one.name === name ? { ...one, ...change(one) } : one)),
});

const longer = { validUntil: '2036-11-26' };

/** What somebody changes after the vendor has signed. */
const afterwards: Readonly<Record<string, readonly [Forge, RegExp]>> = {
  'a verdict in the report': [
    edited('conformance.json', text => text.replace(unpassed, '"verdict": "passed"')),
    /conformance\.json: .*stored "passed", now "unproven"/,
  ],
  'a profile in the statement': [
    inStatement(allProven),
    /statement\.json: profiles\[0\]\.verdict: stored "conformant"/,
  ],
  'the page for people': [
    edited('README.md', text => text.replace('**unproven**', '**conformant**')),
    /README\.md has another SHA-256/,
  ],
  'a skipped test in JUnit': [
    edited('junit.xml', text => text.replace(/<skipped [^>]*>.*?<\/skipped>/s, '')),
    /junit\.xml: line \d+ is not as/,
  ],
  'an answer': [
    inRecording(recording =>
      withOther(recording, granted, one => ({ response: one.response && { ...one.response, status: 200 } })),
    ),
    /recording\.json has another SHA-256/,
  ],
  'no recording': [removed('recording.json'), /recording\.json is missing/],
  'another vendor': [
    edited('PRODUCT.yaml', text => text.replace('Acme', 'Acne')),
    /statement\.json: product\.vendor: stored "Acme", now "Acne"/,
  ],
  'a further file': [at => writeFileSync(path.join(folder, at, 'install.sh'), 'true\n'), /install\.sh does not belong/],
  'no signature': [removed('statement.json.sig'), /statement\.json\.sig is missing: it is not signed/],
  'a later end': [inStatement(() => longer), /not valid from the day of its run/],
  'the signature of another submission': [
    at =>
      cpSync(
        path.join(folder, submissions.conformant, 'statement.json.sig'),
        path.join(folder, at, 'statement.json.sig'),
      ),
    /no valid signature of "acme"/,
  ],
  'the edition of another name': [
    inStatement(({ edition }) => ({ edition: { ...edition, name: '2027.01' } })),
    /edition\.name: stored "2027\.01"/,
  ],
};

/** What the vendor changes, and signs again with the right digests. */
const signedAnew: Readonly<Record<string, readonly [Forge, RegExp]>> = {
  'a profile in the statement': [
    inStatement(allProven),
    /statement\.json: profiles\[0\]\.verdict: stored "conformant"/,
  ],
  'a verdict in the report': [
    edited('conformance.json', text => text.replace(unpassed, '"verdict": "passed"')),
    /conformance\.json: .*stored "passed", now "unproven"/,
  ],
  'a key twice in the report': [
    edited('conformance.json', text => text.replace('{\n', '{\n  "verdict": "conformant",\n')),
    /conformance\.json: line \d+ is not as this suite writes it/,
  ],
  'what stayed unproven, left out': [inStatement(() => ({ unproven: [] })), /statement\.json: unproven/],
  'more damages noticed': [
    inStatement(({ noticing }) => ({
      noticing: { ...noticing, damages: { ...noticing.damages, unnoticed: 0, inapplicable: 0 } },
    })),
    /README\.md: line \d+ is not as/,
  ],
  'an exchange left out, but not the line of its request': [
    inRecording(recording => ({ ...recording, exchanges: recording.exchanges.filter(({ name }) => name !== granted) })),
    /unknown-id was sent, but its exchange is missing/,
  ],
  'another status, but not in the line of the request': [
    inRecording(recording =>
      withOther(recording, granted, one => ({ response: one.response && { ...one.response, status: 405 } })),
    ),
    /unknown-id differs from what the list of requests says/,
  ],
  'a run of last year as one of today': [
    inRecording(recording => ({
      ...recording,
      startedAt: recording.startedAt.replace(/^\d{4}/, year => String(Number(year) + 1)),
    })),
    /was sent at another time than its run/,
  ],
  'a page that demands less': [
    inRecording(recording => {
      const { judgedWith } = recording;
      assert.ok(judgedWith);
      const texts = Object.fromEntries(
        Object.entries(judgedWith.texts).map(([file, text]) => [file, file.endsWith('.rst') ? `${text}\n` : text]),
      );
      return { ...recording, judgedWith: { ...judgedWith, texts } };
    }),
    /not judged by all pages of an edition/,
  ],
  'a partial run': [
    inRecording(recording => {
      const { judgedWith } = recording;
      assert.ok(judgedWith);
      return { ...recording, judgedWith: { ...judgedWith, options: { strict: false, only: ['links/**'] } } };
    }),
    /only some checks were chosen/,
  ],
  'answers of the embedded service': [
    inRecording(recording =>
      withOther(recording, granted, one => ({
        response: one.response && {
          ...one.response,
          headers: [...one.response.headers, ['X-Simulated-By', 'vbs-conformance']],
        },
      })),
    ),
    /a simulation gave its answers/,
  ],
  'a later end': [inStatement(() => longer), /not valid from the day of its run/],
};

for (const [name, [forge, expected]] of Object.entries(afterwards)) {
  test(`refused, changed after it was signed: ${name}`, async () => {
    const at = copied();
    forge(at);
    const { status, stdout } = await verified(folder, at);
    assert.equal(status, 1, stdout);
    assert.match(stdout, expected);
    assert.doesNotMatch(stdout, /^verified/m);
  });
}

for (const [name, [forge, expected]] of Object.entries(signedAnew)) {
  test(`refused, though the vendor signed it anew: ${name}`, async () => {
    const at = copied();
    forge(at);
    signAnew(folder, at);
    const { status, stdout } = await verified(folder, at);
    assert.equal(status, 1, stdout);
    assert.match(stdout, expected);
    assert.doesNotMatch(stdout, /no valid signature/);
  });
}

test('what is damaged in a statement alone is found by doing the damages again', async () => {
  const at = copied();
  const raised = (text: string): string =>
    text.replace(/(\| statuses \| )(\d+)/, (_, begin: string, count: string) => `${begin}${Number(count) + 1}`);
  edited('README.md', raised)(at);
  inStatement(({ noticing }) => {
    const kinds = noticing.kinds.map(one => (one.kind === 'statuses' ? { ...one, noticed: one.noticed + 1 } : one));
    return { noticing: { ...noticing, kinds } };
  })(at);
  signAnew(folder, at);
  const { status, stdout } = await verified(folder, at);
  assert.equal(status, 1);
  assert.match(stdout, /statement\.json: noticing\.kinds\[\d+\]\.noticed: stored \d+, now \d+/);
});

/** What a vendor changes in all places alike, by making the submission anew: the page about certification lists these. */
const consistent: Readonly<Record<string, (recording: Recording) => Recording>> = {
  'another body': recording =>
    withOther(recording, granted, ({ response }) => ({
      response: response && { ...response, body: Buffer.from('{"itemNotFound": {"code": 404, "message": "Gone."}}') },
    })),
  'a request that never was': recording => ({
    ...recording,
    exchanges: recording.exchanges.filter(({ name }) => name !== granted),
    requests: recording.requests.filter(({ name }) => name !== granted),
    unsent: [...recording.unsent, { name: granted, reason: 'not configured' }],
  }),
};

for (const [name, change] of Object.entries(consistent)) {
  test(`not found, and so the page about certification says: ${name}`, async () => {
    const out = name.replaceAll(' ', '-');
    writeRun(path.join(folder, `run-${out}`), change(recordings.unproven));
    const { status, stdout } = await verified(folder, await submit(folder, `run-${out}`, out));
    assert.equal(status, 0, stdout);
  });
}

test('a submission that was made by another version or edition exits with 2, and the command that gets the right one', async () => {
  const at = copied();
  edited('statement.json', text =>
    text.replace('"suite": "vbs-conformance 0.1.0"', '"suite": "vbs-conformance 0.0.9"'),
  )(at);
  const { status, stderr } = await verified(folder, at);
  assert.equal(status, 2);
  assert.match(
    stderr,
    /was made by vbs-conformance 0\.0\.9; .* npm install --no-save \.\/vbs-conformance-0\.0\.9\.tgz$/m,
  );
  const later = copied();
  inStatement(() => ({ edition: { name: '2030.01', sha256: 'f'.repeat(64) } }))(later);
  const other = await verified(folder, later);
  assert.equal(other.status, 2);
  assert.match(other.stderr, /is of edition 2030\.01, which vbs-conformance 0\.1\.0 does not know/);
});

test('what is no submission exits with 2, and no link is followed', async () => {
  const secret = path.join(folder, 'secret.json');
  writeFileSync(secret, '{"secret": "canary"}');
  const broken: Readonly<Record<string, readonly [Forge, RegExp]>> = {
    'a link to a file': [
      at => {
        removed('recording.json')(at);
        symlinkSync(secret, path.join(folder, at, 'recording.json'));
      },
      /recording\.json is a link/,
    ],
    'a link out of the folder': [
      at => {
        removed('statement.json')(at);
        symlinkSync('../../secret.json', path.join(folder, at, 'statement.json'));
      },
      /statement\.json is a link/,
    ],
    'a folder in the place of a file': [
      at => {
        removed('junit.xml')(at);
        cpSync(path.join(folder, 'run-unproven'), path.join(folder, at, 'junit.xml'), { recursive: true });
      },
      /junit\.xml is not a regular file/,
    ],
    'a file that is too large': [
      at => truncateSync(path.join(folder, at, 'statement.json'), 17 * 1024 * 1024),
      /statement\.json is larger than 16 MiB/,
    ],
    'no JSON': [edited('statement.json', () => '{'), /statement\.json:1: /],
    'another format': [inStatement(() => ({ score: 100 })), /must not have a member "score"/],
    'a product that is none': [edited('PRODUCT.yaml', () => 'vendor: [a]\n'), /PRODUCT\.yaml:1: /],
    'a recording that is none': [edited('recording.json', () => '{"exchanges": []}'), /recording\.json: /],
  };
  for (const [name, [forge, expected]] of Object.entries(broken)) {
    const at = copied();
    forge(at);
    const { status, stdout, stderr } = await verified(folder, at);
    assert.equal(status, 2, `${name}: ${stdout}`);
    assert.match(stderr, expected, name);
    assert.doesNotMatch(stderr, /canary/);
  }
  const link = path.join(folder, 'linked');
  symlinkSync(path.join(folder, submissions.unproven), link);
  assert.match((await verified(folder, 'linked')).stderr, /linked is no folder/);
  assert.equal((await verified(folder, 'nowhere')).status, 2);
  assert.ok(existsSync(secret));
});

test('without signers it is unverified; before its run and after its last day it is not valid', async () => {
  const run = (...args: readonly string[]) => command(['verify', submissions.unproven, ...args], {}, folder);
  const { status, stdout } = await run();
  assert.equal(status, 1);
  assert.match(stdout, /nobody says who has to have signed it/);
  assert.match(stdout, /^unverified\n$/m);
  assert.match(
    (await verified(folder, submissions.unproven, '--at', '2020-01-01')).stdout,
    /on 2020-01-01 it was not made yet/,
  );
  assert.match((await verified(folder, submissions.unproven, '--at', '2999-01-01')).stdout, /it expired on \d{4}-/);
  for (const args of [
    ['--signers', 'signers'],
    ['--principal', 'acme'],
    ['--at', 'soon'],
  ])
    assert.equal((await run(...args)).status, 2, args.join(' '));
});

test('no text of a submission becomes a line of its own in what is said of it', async () => {
  const said = 'verified: signed by acme, valid on 2026-11-26';
  const forgeries: readonly Forge[] = [
    inStatement(({ product }) => ({ product: { ...product, vendor: `Acme\n${said}\n` } })),
    inStatement(({ edition }) => ({ edition: { ...edition, name: `x\n${said}` } })),
    inStatement(() => ({ suite: `x\n${said}` })),
    at => writeFileSync(path.join(folder, at, `a\n${said}\n`), ''),
    edited('conformance.json', text => text.replace(/"id": "[^"]+"/, `"id": "x]\\n${said}"`)),
    edited('PRODUCT.yaml', text => `${text}"\\n${said}": x\n`),
  ];
  for (const [index, forge] of forgeries.entries()) {
    const at = copied();
    forge(at);
    const { status, stdout, stderr } = await verified(folder, at);
    assert.notEqual(status, 0);
    assert.doesNotMatch(stdout + stderr, /^verified/m, String(index));
    assert.match(stdout + stderr, /\\(?:n|u\{a\})verified: signed by acme/, String(index));
  }
});

test('what is published has no recording: it is not verified, and only what contradicts itself is named', async () => {
  const at = await submit(folder, 'run-violating', 'published', '--publish');
  assert.ok(!existsSync(path.join(folder, at, 'recording.json')));
  const { status, stdout } = await verified(folder, at);
  assert.equal(status, 1);
  assert.match(stdout, /:\n {2}recording\.json is missing\n[^ ]/);
  const better: Readonly<Record<string, readonly [Forge, RegExp]>> = {
    'without its deviations': [
      inStatement(() => ({ deviations: [] })),
      /statement\.json: deviations\[0\]: stored nothing, now "vbs/,
    ],
    'without violations': [
      inStatement(({ profiles }) => ({ profiles: profiles.map(one => ({ ...one, violated: 0 })) })),
      /statement\.json: violated: stored 0, now \d+/,
    ],
    'of another verdict': [
      inStatement(() => ({ verdict: 'conformant' })),
      /statement\.json: verdict: stored "conformant", now "violations"/,
    ],
    'of another page': [
      edited('README.md', text => text.replace('**violations**', '**conformant**')),
      /README\.md is not the page/,
    ],
  };
  for (const [name, [forge, expected]] of Object.entries(better)) {
    const copy = mkdtempSync(path.join(folder, 'published-'));
    cpSync(path.join(folder, at), copy, { recursive: true });
    const copied = path.relative(folder, copy);
    forge(copied);
    signAnew(folder, copied);
    assert.match((await verified(folder, copied)).stdout, expected, name);
  }
});
