import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { recordEmbedded } from '../checks/embedded-recording.ts';
import { smallPage } from '../documentation/small-page.ts';
import { message } from '../endpoints/bare-server.ts';
import { type ReplayingServer, replay } from '../endpoints/replaying-server.ts';
import { command, type Finished, inNewFolder, onlyShow } from './command.ts';
import { spawnedCommand } from './spawned-command.ts';

/** Commands to a CI system that reads a log: Azure, GitHub in both spellings, TeamCity, GitLab. */
const commands = [
  '##vso[task.setvariable variable=a]b',
  '##[error]x',
  '::error::x',
  "##teamcity[testFailed name='a']",
  'section_start:1:a\r\u001b[0K',
];

/** Each of them where a CI system looks for it: amid a line, at its beginning, and behind white space of all kinds. */
const hostile = commands.flatMap(one => [one, `a ${one}`, `\n${one}`, `\u00a0\t${one}`]).join(' ');

/** What a CI system would obey, or a terminal; of control characters a line break alone is ours. */
const obeyed = /^\s*::|##\w*\[|section_(?:start|end):\d+:\S*\r|[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/mu;

function assertObeysNothing({ stdout, stderr }: Pick<Finished, 'stdout' | 'stderr'>, label: string): void {
  for (const text of [stdout, stderr]) {
    const found = obeyed.exec(text);
    assert.equal(found && text.slice(found.index, found.index + 80), null, label);
  }
}

const conforming = await recordEmbedded();

/** A service that says them in every answer that it can say them in. */
const service = (): Promise<ReplayingServer> =>
  replay(conforming, (name, socket, origin) => {
    const inField = hostile.replace(/[^\x20-\x7e]/g, ' ');
    const links = ['self', 'next'].map(rel => ({ rel, href: `${origin}/${hostile}` }));
    const shown = { backup: { id: hostile, status: hostile, size: commands[2], [hostile]: 1, links } };
    const isRead = /show|follow|list/.test(name);
    const body = JSON.stringify(isRead ? shown : { [hostile]: { message: hostile, code: hostile } });
    const fields = { 'Content-Type': isRead ? 'application/json' : inField, Allow: inField, 'X-A': inField };
    socket.end(message(`${isRead ? 200 : 418} ${inField}`, fields, body));
    return true;
  });

const named = '##[group] ::error::x';

/** Profiles whose owner says them: in settings that are refused, in the name, and in hooks. */
function writeProfiles(folder: string, { origin }: ReplayingServer): string[] {
  mkdirSync(path.join(folder, 'targets'));
  const hook = path.join(folder, 'hook.sh');
  writeFileSync(hook, `#!/bin/sh\nprintf '%b' '${commands.join('\\n').replaceAll("'", '"')}' >&2\nexit 1\n`);
  chmodSync(hook, 0o755);
  const words = (...all: readonly string[]): string => JSON.stringify(all);
  const settings = [`endpoint: ${origin}`, `backup: ${conforming.operations[0]?.parameters.backup_id}`];
  const hooks = [
    'faults:',
    `  409: { enter: ${words(`./no ${hostile}`)}, leave: ${words(`./no ${hostile}`)} }`,
    `  502: { enter: ${words(hook, hostile)}, leave: ${words(hook, hostile)} }`,
  ];
  const refused = ['backup', 'microversion', 'front', 'endpoint', 'cloud', hostile].map((key, index) => ({
    name: `refused-${index}`,
    lines: [JSON.stringify({ [key]: hostile })],
  }));
  for (const { name, lines } of [
    { name: 'hostile', lines: [...settings, ...hooks] },
    { name: named, lines: settings },
    ...refused,
  ]) {
    writeFileSync(path.join(folder, 'targets', `${name}.yaml`), lines.join('\n'));
  }
  return refused.map(({ name }) => name);
}

/** What is typed, and the exit status that shows how far it came. */
const telling: readonly (readonly [status: number, ...args: string[]])[] = [
  [1, 'check', ...onlyShow, '--target', 'hostile'],
  [1, 'check', ...onlyShow, '--target', 'hostile', '--verbose'],
  [1, 'check', ...onlyShow, '--target', 'hostile', '--quiet'],
  [1, 'check', ...onlyShow, '--target', 'mock', '--target', 'hostile'],
  [0, 'check', ...onlyShow, '--target', 'hostile', '--dry-run'],
  [2, 'doctor', ...onlyShow, '--target', 'hostile'],
  [2, 'check', '--target', named],
  [2, 'check', '--target', hostile],
  [2, 'check', '--only', hostile],
  [2, 'check', '--endpoint', hostile],
  [2, 'explain', hostile],
  [2, `--${hostile}`],
  [2, hostile],
];

test('no command to a CI system reaches the output from a service, a hook, a profile or an argument', () =>
  inNewFolder(async folder => {
    const server = await service();
    try {
      const refused = writeProfiles(folder, server);
      const { VBS_ENDPOINT: _, VBS_FAULTS: __, VBS_BACKUP_ID: ___, ...tokens } = server.env;
      const env = { ...tokens, VBS_TIMEOUT: '1' };
      const words: string[] = [];
      for (const [index, [status, ...args]] of telling.entries()) {
        // The hooks cannot be left, and what an earlier run left open keeps the next from testing anything.
        const apart = { ...env, XDG_STATE_HOME: path.join(folder, `state-${index}`) };
        const finished = await command(args, apart, folder);
        assert.equal(finished.status, status, `${args.join(' ')}: ${finished.stderr}`);
        assertObeysNothing(finished, args.join(' '));
        words.push(finished.stdout);
      }
      for (const name of refused) {
        assertObeysNothing(await command(['doctor', ...onlyShow, '--target', name], env, folder), name);
      }
      for (const variable of [
        'VBS_ENDPOINT',
        'OS_PROJECT_ID',
        'VBS_FAULTS',
        'VBS_RATE',
        'REPORTS_DIR',
        'VBS_STRANGE',
      ]) {
        assertObeysNothing(
          await command(['check', ...onlyShow], { ...server.env, [variable]: hostile }, folder),
          variable,
        );
      }
      const full = await spawnedCommand(['run', ...onlyShow, '--target', 'hostile'], env, folder);
      assert.equal(full.status, 1, full.stderr);
      assertObeysNothing(full, 'run');
      for (const told of [full.stdout, words[0] ?? '']) assert.match(told, /error::x/, 'their words are shown');
    } finally {
      await server.close();
    }
  }));

test('what read prints of a page commands nothing, and its JSON says the same as the page', () =>
  inNewFolder(async folder => {
    const words = commands.slice(0, 4).join(' ');
    const page = smallPage(`{"thing": {"a": ${JSON.stringify(`${words} \u202e\u009b`)}}}`);
    writeFileSync(path.join(folder, `${named}.rst`), page);
    const broken = page.replace('Response\n--------', `${words}\n--------`);
    writeFileSync(path.join(folder, 'broken.rst'), broken);
    const finished = await command(['read', `${named}.rst`, 'broken.rst'], {}, folder);
    assertObeysNothing(finished, 'read');
    const [first = ''] = finished.stdout.split('\n');
    assert.ok(JSON.stringify(JSON.parse(first)).includes(commands[0] ?? ''));
    assert.equal(JSON.parse(first).file, `${named}.rst`);
  }));
