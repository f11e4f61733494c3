import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { pageIds } from '../../src/cli/pages.ts';
import { writePages } from '../endpoints/own-pages.ts';
import { command, inNewFolder } from './command.ts';

const whole = (id: string): string => `vbs/v3/show-backup/${id}`;

test('list shows a line for each check, by its whole id', () =>
  inNewFolder(async folder => {
    const { status, stdout } = await command(['list', '--only', 'show-backup/links/**'], {}, folder);
    assert.equal(status, 0);
    assert.match(stdout, /^vbs\/v3\/show-backup\/links\/self\/once\tMUST\t/m);
    assert.doesNotMatch(stdout, /^(?!vbs\/v3\/show-backup\/links\/)./m);
  }));

test('--only may be repeated, takes all forms of an id, and a glob that matches nothing ends it', () =>
  inNewFolder(async folder => {
    const listed = async (...globs: readonly string[]) => {
      const args = globs.flatMap(glob => ['--only', glob]);
      const { status, stdout, stderr } = await command(['list', ...args], {}, folder);
      return { status, stderr, ids: stdout.match(/^\S+/gm) ?? [] };
    };
    const both = await listed('vbs/v3/show-backup/links/self/*', 'status/404', 'status/40[34]');
    const everywhere = both.ids.filter(id => id.endsWith('/status/404'));
    assert.deepEqual(
      everywhere.sort(),
      pageIds(packageRoot())
        .map(page => `${page}/status/404`)
        .sort(),
    );
    assert.deepEqual(
      both.ids.filter(id => id.startsWith(whole(''))),
      [
        'status/403',
        'status/404',
        'links/self/once',
        'links/self/target',
        'links/self/origin',
        'links/self/same-backup',
      ].map(whole),
    );
    const named = await listed('show-backup/links/self/o*', 'vbs/v3/show-backup/status/404');
    assert.deepEqual(named.ids, ['status/404', 'links/self/once', 'links/self/origin'].map(whole));
    for (const glob of ['no/**', '', '[', `${'a'.repeat(70_000)}`]) {
      const { status, stderr, ids } = await listed('links/**', glob);
      assert.deepEqual([status, ids], [2, []]);
      const sentence = `--only is "${glob}", but no check has such an id; "vbs-conformance list" shows the ids.\n`;
      assert.equal(stderr, sentence);
    }
  }));

test('for the name of a kind of fact, --only suggests what the ids of that kind begin with', () =>
  inNewFolder(async folder => {
    const suggested = async (glob: string): Promise<string> => {
      const { status, stderr } = await command(['list', '--only', glob], {}, folder);
      assert.equal(status, 2);
      return stderr.replace(`--only is "${glob}", but no check has such an id; `, '').trim();
    };
    assert.equal(await suggested('fields/**'), 'did you mean "response/**"?');
    assert.equal(await suggested('fields'), 'did you mean "response/**"?');
    assert.equal(await suggested('statuses/404'), 'did you mean "status/**"?');
    assert.equal(await suggested('refusals/**'), 'did you mean "refusal/**"?');
    assert.equal(await suggested('error bodies/**'), 'did you mean "error/**"?');
    assert.equal(await suggested('errors/**'), 'did you mean "error/**"?');
    assert.equal(await suggested('steadiness/**'), 'did you mean "steady/**"?');
    assert.equal(await suggested('link/**'), 'did you mean "links/**"?');
    assert.equal(await suggested('links'), 'did you mean "links/**"?');
    assert.equal(await suggested('show-backup'), 'did you mean "show-backup/**"?');
    assert.equal(await suggested('show-backups/links/**'), 'did you mean "show-backup/**"?');
    assert.equal(await suggested('vbs/v3/show-backup'), 'did you mean "vbs/v3/show-backup/**"?');
    assert.equal(await suggested('status/999'), '"vbs-conformance list" shows the ids.');
  }));

test('list takes globs without an option, too, beside those of --only', () =>
  inNewFolder(async folder => {
    const ids = async (...args: readonly string[]): Promise<string[]> =>
      (await command(['list', ...args], {}, folder)).stdout.match(/^\S+/gm) ?? [];
    const both = ['status/403', 'status/404'].map(whole);
    assert.deepEqual(await ids('show-backup/status/404', 'show-backup/status/40[34]'), both);
    assert.deepEqual(await ids('show-backup/status/404', '--only', 'show-backup/status/403'), both);
    const { status, stderr } = await command(['list', 'no/**'], {}, folder);
    assert.deepEqual(
      [status, stderr],
      [2, 'The glob is "no/**", but no check has such an id; "vbs-conformance list" shows the ids.\n'],
    );
  }));

test('where there are several operations, each has a heading in the list, and globs choose among them', () =>
  inNewFolder(async folder => {
    writePages(path.join(folder, 'my'));
    const listed = async (...args: readonly string[]): Promise<string> =>
      (await command(['list', '--specs', 'my', ...args], {}, folder)).stdout.replaceAll(/\t.*/g, '');
    assert.equal(
      await listed('steady', 'status/404'),
      [
        '# show-gadget: GET /v3/{project_id}/gadgets/{gadget_id}',
        'shop/v3/show-gadget/status/404',
        'shop/v3/show-gadget/steady',
        '',
        '# show-widget: GET /v3/{project_id}/widgets/{widget_id}',
        'shop/v3/show-widget/status/404',
        'shop/v3/show-widget/steady',
        '',
      ].join('\n'),
    );
    assert.equal(await listed('show-widget/status/404'), 'shop/v3/show-widget/status/404\n');
    assert.equal(await listed('shop/v3/show-gadget/st*/404'), 'shop/v3/show-gadget/status/404\n');
    assert.equal(await listed('*/steady'), await listed('steady'));
  }));

test('explain shows what a check demands, where that is written, and what fails it, by any form of its id', () =>
  inNewFolder(async folder => {
    const explained = (id: string) => command(['explain', id], {}, folder);
    const long = await explained('vbs/v3/show-backup/response/size/type');
    assert.equal(long.status, 0);
    assert.match(
      long.stdout,
      /^vbs\/v3\/show-backup\/response\/size\/type\nMUST: `size` is an integer\.\nFails on: .*\nBecause:\n {2}specs\/vbs\/v3\/show-backup\.rst:\d+: /,
    );
    const named = await explained('show-backup/response/size/type');
    assert.equal(named.stdout, long.stdout);
    const short = await explained('links/self/same-backup');
    assert.match(short.stdout, /^vbs\/v3\/show-backup\/links\/self\/same-backup\nMUST: /);
    assert.deepEqual(await explained('show-backup/links/self/same-backup'), short);
  }));

test('explain knows pages of the user, cites them, and asks which of several operations is meant', () =>
  inNewFolder(async folder => {
    writePages(path.join(folder, 'my'));
    const explained = (id: string) => command(['explain', id, '--specs', './my/'], {}, folder);
    const { status, stdout } = await explained('show-widget/response/size/type');
    assert.equal(status, 0);
    assert.match(stdout, /\n {2}my\/shop\/v3\/show-widget\.rst:\d+: `size` is documented as int\n$/);
    const { status: two, stderr } = await explained('response/id/type');
    assert.deepEqual(
      [two, stderr],
      [
        2,
        'Checks of several pages have the id "response/id/type"; choose one: shop/v3/show-gadget/response/id/type, shop/v3/show-widget/response/id/type.\n',
      ],
    );
  }));

test('explain suggests ids that are near, or contain what was typed', () =>
  inNewFolder(async folder => {
    const suggested = async (id: string): Promise<string> => {
      const { status, stdout, stderr } = await command(['explain', id], {}, folder);
      assert.deepEqual([status, stdout], [2, '']);
      assert.ok(stderr.startsWith(`No check has the id "${id}"; `), stderr);
      return stderr.slice(`No check has the id "${id}"; `.length);
    };
    assert.match(
      await suggested('show-backup/response/sze/type'),
      /^did you mean vbs\/v3\/show-backup\/response\/size\/type( or \S+){0,2}\?\n$/,
    );
    assert.match(
      await suggested('vbs/v3/show-backup/links/slef/once'),
      /^did you mean vbs\/v3\/show-backup\/links\/self\/once\b/,
    );
    assert.equal(await suggested('self/same'), 'did you mean vbs/v3/show-backup/links/self/same-backup?\n');
    for (const id of ['nothing-of-this-kind', '']) {
      assert.equal(await suggested(id), '"vbs-conformance list" shows the ids.\n');
    }
  }));

test('explain knows the checks of waivers, and --only says when they are judged', () =>
  inNewFolder(async folder => {
    const { status, stdout } = await command(['explain', 'waivers/no-405'], {}, folder);
    assert.equal(status, 0);
    assert.match(
      stdout,
      /^waivers\/no-405\nMUST: the waiver `no-405` is in force and needed\.\nFails on: a run after its /,
    );
    const { status: two, stderr } = await command(['list', '--only', 'waivers/**'], {}, folder);
    assert.deepEqual(
      [two, stderr],
      [
        2,
        '--only is "waivers/**", but no check has such an id; the waivers of a target are judged in every run without --only.\n',
      ],
    );
  }));
