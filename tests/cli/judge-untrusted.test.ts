import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { packageRoot } from '../../src/cli/package-root.ts';
import { waiver } from '../checks/sample-waivers.ts';
import { command, type Finished, inNewFolder } from './command.ts';

const recorded = readFileSync(path.join(packageRoot(), 'tests/recording/formats/3.json'), 'utf8');

/** A file that may be changed in any way. */
// biome-ignore lint/suspicious/noExplicitAny: whoever writes such a file keeps to no type
type Content = any;

/** Refused: nothing is judged, and one line says what is wrong and where. */
function assertRefused({ status, stdout, stderr }: Finished, reason: RegExp, name: string): void {
  assert.equal(status, 2, `${name}: ${stdout}${stderr}`);
  assert.match(stderr, reason, name);
  assert.match(stderr, /^[^\n]{1,600}\n$/, name);
  assert.equal(stdout, '', name);
}

function refusalTest(
  title: string,
  files: Readonly<Record<string, readonly [content: string | Buffer, reason: RegExp]>>,
) {
  test(title, () =>
    inNewFolder(async folder => {
      for (const [name, [content, reason]] of Object.entries(files)) {
        writeFileSync(path.join(folder, 'r.json'), content);
        for (const specs of ['recorded', 'today']) {
          assertRefused(await command(['judge', 'r.json', '--specs', specs], {}, folder), reason, name);
        }
      }
      assert.deepEqual(readdirSync(folder), ['r.json']);
    }),
  );
}

const deep = '['.repeat(1_000_000);

refusalTest('files that are damaged, truncated, or no recording at all, are refused with the place', {
  empty: ['', /^r\.json:1: the text ends too early; take a file as the run wrote it\.$/m],
  truncated: [recorded.slice(0, 5000), /^r\.json:1: .+; take/],
  'truncated in a later line': ['{\n"format": 3,\n"exchanges": [{}', /^r\.json:3: the text ends too early/],
  'a lost character': [recorded.replace('"suite":', '"suite"'), /^r\.json:1: this is not JSON, a colon is missing/],
  'a list': ['[]', /^r\.json: The file is not a recording: it has no list of exchanges; take a recording/],
  'a report': ['{"format":2,"checks":[]}', /it has no list of exchanges/],
  'a later format': ['{"format":99,"exchanges":[]}', /has format 99, which a later version of this suite wrote/],
  compressed: [gzipSync(recorded), /^r\.json is not a text in UTF-8/],
  deep: [deep, /^r\.json:1: it is nested deeper than 32 levels/],
  'deep within': [recorded.replace('"exchanges":[', `"exchanges":[${deep}`), /nested deeper than 32 levels/],
  'many values': [`{"exchanges":[${'0,'.repeat(3_000_000)}0]}`, /more than 2000000 values/],
  'no exchange': ['{"format":3,"exchanges":[1]}', /^r\.json: the whole file must have required property/],
  'the first format, of nothing': ['{"exchanges":[]}', /^r\.json: /],
  'the first format, of odd things': [
    '{"exchanges":[1,null,{"name":{}}],"target":3,"unsent":{},"requests":[[]]}',
    /^r\.json: /,
  ],
});

const changedBy = (change: (content: Content) => void): string => {
  const content: Content = JSON.parse(recorded);
  change(content);
  return JSON.stringify(content);
};

const waived = waiver('status/405', 'status/405/patch status 405 404');

const pageFile = 'specs/vbs/v3/show-backup.rst';
const withText = (file: string, text: string): string =>
  changedBy(({ judgedWith }) => {
    judgedWith.texts[file] = text;
  });

const withPage = (page: string): string =>
  changedBy(({ operations }) => {
    operations[0].page = page;
  });

refusalTest('pages are named by three steps, and never by a path that leads elsewhere', {
  above: [withPage('../../etc/passwd'), /^r\.json: \/operations\/0\/page must match pattern/],
  absolute: [withPage('/etc/passwd'), /\/operations\/0\/page must match/],
  within: [withPage('vbs/../passwd'), /\/operations\/0\/page must match/],
  'of the first format': ['{"page":"../../etc/passwd","exchanges":[],"target":{}}', /^r\.json: /],
});

refusalTest('what no run writes is refused with its JSON Pointer', {
  'another member': [changedBy(content => Object.assign(content, { more: 1 })), /must not have a member "more"/],
  'a member with a long name': [
    changedBy(content => Object.assign(content, { ['x'.repeat(1e6)]: 1 })),
    /must not have a member/,
  ],
  'a missing name': [
    changedBy(({ exchanges }) => delete exchanges[1].name),
    /\/exchanges\/1 must have required property 'name'/,
  ],
  'a URL that is none': [
    changedBy(({ exchanges }) => Object.assign(exchanges[1].request, { url: 'nowhere' })),
    /^r\.json: \/exchanges\/1\/request\/url must be a URL of http or https;/,
  ],
  'a proxy that is none': [
    changedBy(({ exchanges }) => Object.assign(exchanges[1].request, { sentTo: '' })),
    /\/exchanges\/1\/request\/sentTo must be a URL/,
  ],
  'a URL of a file': [
    changedBy(({ exchanges }) => Object.assign(exchanges[1].request, { url: 'file:///etc/passwd' })),
    /\/exchanges\/1\/request\/url must be a URL of http or https;/,
  ],
  'an exchange twice': [
    changedBy(({ exchanges }) => exchanges.push(exchanges[1])),
    /^r\.json: \/exchanges\/4\/name is that of an earlier one;/,
  ],
  'an operation twice': [
    changedBy(({ operations }) => operations.push({ ...operations[0], name: 'other' })),
    /\/operations\/1\/page is that of an earlier one;/,
  ],
  'two operations of one name': [
    changedBy(({ operations }) => operations.push({ ...operations[0], page: 'vbs/v3/other' })),
    /\/operations\/1\/name is that of an earlier one;/,
  ],
  'two waivers of one id': [
    changedBy(({ judgedWith }) => judgedWith.waivers.push(waived, waived)),
    /\/judgedWith\/waivers\/1\/id is that of an earlier one;/,
  ],
  'a waiver until no day': [
    changedBy(({ judgedWith }) => judgedWith.waivers.push({ ...waived, until: '2027-02-30' })),
    /\/judgedWith\/waivers\/0\/until must be a day that exists;/,
  ],
  'an endpoint that is none': [
    changedBy(({ target }) => Object.assign(target, { endpoint: 'unknown' })),
    /\/target\/endpoint must be/,
  ],
  'a day that is none': [
    changedBy(content => Object.assign(content, { startedAt: '2026-19-45T00:00:00.000Z' })),
    /\/startedAt must be a time that exists/,
  ],
  'a body that unfolds': [
    changedBy(({ exchanges }) => {
      const base64 = gzipSync(Buffer.alloc(9 * 1024 * 1024)).toString('base64');
      const headers = [['Content-Encoding', 'gzip']];
      const response = { status: 200, reason: '', headers, body: { base64 } };
      for (let index = 0; index < 9; index += 1) exchanges.push({ ...exchanges[0], name: `x/${index}`, response });
    }),
    /^r\.json: \/exchanges\/\d+\/response\/body: the bodies of the run have more than/,
  ],
});

test('recorded pages that are none, or do not fit, are refused', () =>
  inNewFolder(async folder => {
    const files: Readonly<Record<string, readonly [content: string, reason: RegExp]>> = {
      'no pages': [changedBy(({ judgedWith }) => Object.assign(judgedWith, { texts: {} })), /^r\.json: /],
      'no notes': [
        changedBy(({ judgedWith }) => delete judgedWith.texts['specs/vbs/v3/show-backup.yaml']),
        /show-backup\.yaml:1: /,
      ],
      'another page': [withText(pageFile, 'This is no page.'), /^r\.json: specs\/vbs\/v3\/show-backup\.rst:1/],
      'notes of very many entries': [
        withText('specs/vbs/v3/show-backup.yaml', Array.from({ length: 200_000 }, (_, key) => `${key}:`).join('\n')),
        /show-backup\.yaml:1: these notes have more than 100000 characters; /,
      ],
      'notes of nothing': [
        withText('specs/vbs/v3/show-backup.yaml', 'a: 1'),
        /^r\.json: specs\/vbs\/v3\/show-backup\.yaml:1: /,
      ],
      'notes that are no YAML': [withText('specs/vbs/v3/show-backup.yaml', '{'), /show-backup\.yaml:1: /],
      'a page above': [withText('specs/../v3/x.rst', 'x'), /^r\.json: /],
      'a page with very many problems': [
        withText(pageFile, `Title\n=====\n\n${'`a '.repeat(1000)}`),
        /^Further problems that are not shown: \d+\.$/m,
      ],
      'a page at another place': [withText('specs/x.rst', 'x'), /specs\/x\.rst:1: a page has to be at/],
    };
    for (const [name, [content, reason]] of Object.entries(files)) {
      writeFileSync(path.join(folder, 'r.json'), content);
      const { status, stdout, stderr } = await command(['judge', 'r.json'], {}, folder);
      assert.equal(status, 2, `${name}: ${stdout}${stderr}`);
      assert.match(stderr, reason, name);
      assert.doesNotMatch(stderr, /\n {4}at /, name);
      assert.match(stderr, /^(?:.*\n){1,21}$/, name);
    }
  }));

test('files of this machine are not read on behalf of a recording', () =>
  inNewFolder(async folder => {
    const outside = path.join(folder, 'outside');
    mkdirSync(path.join(outside, 'vbs/v3'), { recursive: true });
    for (const name of ['show-backup.rst', 'show-backup.yaml']) {
      writeFileSync(path.join(outside, 'vbs/v3', name), readFileSync(path.join(packageRoot(), 'specs/vbs/v3', name)));
    }
    const content = changedBy(({ judgedWith }) =>
      Object.assign(judgedWith, { options: { strict: false, specs: outside }, texts: {} }),
    );
    writeFileSync(path.join(folder, 'r.json'), content);
    for (const specs of [[], ['--specs', 'recorded'], ['--specs', 'today']]) {
      assert.equal((await command(['judge', 'r.json', ...specs], {}, folder)).status, 2);
    }
  }));

test('what is no regular file of bounded size is not read, and nothing is waited for', () =>
  inNewFolder(async folder => {
    const judge = (place: string): Promise<Finished> => command(['judge', place], {}, folder);
    execFileSync('sh', ['-c', 'mkfifo "$0"', path.join(folder, 'pipe')]);
    assertRefused(await judge('pipe'), /^pipe is not a regular file; name a file that a run wrote\.$/m, 'a pipe');
    assertRefused(await judge('nothing'), /^nothing is not there; name a recording, or a folder/, 'nothing');
    mkdirSync(path.join(folder, 'empty/below'), { recursive: true });
    assertRefused(await judge('empty'), /^empty has no recording\.json; name a folder/, 'an empty folder');
    mkdirSync(path.join(folder, 'odd/recording.json'), { recursive: true });
    assertRefused(await judge('odd'), /^odd\/recording\.json is not a regular file/, 'a folder in its place');
    symlinkSync('nowhere', path.join(folder, 'link'));
    assertRefused(await judge('link'), /^link is not there/, 'a link to nothing');
    symlinkSync('.', path.join(folder, 'empty/circle'));
    assertRefused(await judge('empty'), /has no recording\.json/, 'a circle of links');
    writeFileSync(path.join(folder, 'large'), '');
    truncateSync(path.join(folder, 'large'), 256 * 1024 * 1024 + 1);
    assertRefused(await judge('large'), /^large is larger than 256 MiB; no run writes such a file\.$/m, 'a large file');
  }));

test('a report beside the recording is no more trusted', () =>
  inNewFolder(async folder => {
    writeFileSync(path.join(folder, 'recording.json'), recorded);
    const report = path.join(folder, 'conformance.json');
    for (const [text, reason] of [
      ['{"checks": [', /^conformance\.json:1: the text ends too early/],
      [deep, /nested deeper than 32 levels/],
      ['{"exchanges": []}', /^conformance\.json: the file is not a report: it has no list of checks/],
    ] as const) {
      writeFileSync(report, text);
      assertRefused(await command(['judge', '.'], {}, folder), reason, text.slice(0, 40));
    }
    writeFileSync(
      report,
      '{"checks":[{"id":"\\u001b[2J"},1,null,{"id":"a"},{"id":"a"}],"\\u001b[31m":"\\u202e","__proto__":{}}',
    );
    const { status, stdout } = await command(['judge', '.', '--quiet'], {}, folder);
    assert.equal(status, 1);
    assert.doesNotMatch(stdout.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
    assert.match(stdout, /^ {2}__proto__: stored \{\}, now nothing$/m);
  }));
