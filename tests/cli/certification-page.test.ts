import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { packageRoot } from '../../src/cli/package-root.ts';
import { withSmallService } from '../statement/small-service.ts';
import { makeKey } from '../statement/submissions.ts';
import { inNewFolder } from './command.ts';
import { commandsOf, pageText, prepareReader, typed } from './page-commands.ts';

const page = pageText('certification.md');
const commands = commandsOf(page, /^npx /);
const [, product = ''] = /```yaml\n([^`]*)```/.exec(page) ?? [];

/** The script of the workflow for pull requests. */
const script = (): string => {
  const workflow = parse(readFileSync(path.join(packageRoot(), 'templates/github-submissions.yml'), 'utf8'));
  return workflow.jobs.verify.steps.at(-1).run;
};

type Change = (repository: string) => void;

/** What the workflow says of a pull request that changes this: its exit status, and its log. */
async function handedIn(change: Change, folder: string, env: Readonly<Record<string, string>>) {
  const repository = path.join(folder, 'handed-in');
  rmSync(repository, { recursive: true, force: true });
  mkdirSync(repository);
  const git = (...args: readonly string[]): void => {
    const author = ['-c', 'user.name=t', '-c', 'user.email=t@t.test', '-c', 'commit.gpgsign=false'];
    const { status, stderr } = spawnSync('git', [...author, ...args], { cwd: repository, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  };
  git('init', '-q');
  git('commit', '-q', '--allow-empty', '-m', 'base');
  change(repository);
  git('add', '-A');
  git('commit', '-q', '-m', 'submission');
  writeFileSync(path.join(folder, 'verify.sh'), script());
  return typed('bash verify.sh', folder, env);
}

test('every command on the page about certification does what the page says, and so does the workflow', () =>
  inNewFolder(folder =>
    withSmallService(async ({ target, subjects }) => {
      const env = {
        ...prepareReader(folder),
        HOME: folder,
        OS_TOKEN: target.token ?? '',
        OS_PROJECT_ID: target.project,
        VBS_BACKUP_ID: Object.values(subjects).find(subject => subject !== undefined) ?? '',
      };
      mkdirSync(path.join(folder, '.ssh'));
      const key = makeKey(path.join(folder, '.ssh'), 'id_ed25519');
      writeFileSync(path.join(folder, 'SIGNERS'), `acme ${key}\n`);
      writeFileSync(path.join(folder, 'PRODUCT.yaml'), product);
      writeFileSync(path.join(folder, 'targets/acme.yaml'), `endpoint: ${target.endpoint}\n`);
      assert.ok(commands.length >= 6, 'the page has commands');
      for (const { line, status } of commands) {
        const [found, output] = await typed(line, folder, env);
        assert.equal(found, status, `${line}\n${output}`);
      }
      const below = 'acme/2026.11/acme-backup-1.4';
      const [whole, published] = ['submissions/', 'published/'].map(one =>
        readFileSync(path.join(folder, one, one === 'published/' ? below.slice(5) : below, 'statement.json'), 'utf8'),
      );
      assert.equal(whole, published);

      const submitted: Change = repository =>
        cpSync(path.join(folder, 'submissions'), path.join(repository, 'submissions'), { recursive: true });
      const [passed, log] = await handedIn(submitted, folder, env);
      assert.equal(passed, 0, log);
      assert.match(log, /^verified: signed by acme/m);

      const hostile: Readonly<Record<string, readonly [Change, RegExp]>> = {
        'another file': [one => writeFileSync(path.join(one, 'SIGNERS'), `acme ${key}`), /changes other files/],
        'a link in place of a folder': [
          one => {
            mkdirSync(path.join(one, 'submissions'));
            symlinkSync('/etc', path.join(one, 'submissions/acme'));
          },
          /changes other files/,
        ],
        'a link in place of a file': [
          one => {
            submitted(one);
            rmSync(path.join(one, 'submissions', below, 'recording.json'));
            symlinkSync('/etc/passwd', path.join(one, 'submissions', below, 'recording.json'));
          },
          /recording\.json is a link/,
        ],
        'the submission of somebody else': [
          one => {
            submitted(one);
            cpSync(path.join(one, 'submissions/acme'), path.join(one, 'submissions/bee'), { recursive: true });
            rmSync(path.join(one, 'submissions/acme'), { recursive: true });
          },
          /SIGNERS has no key of exactly "bee"/,
        ],
        'a name that a shell would obey': [
          one => {
            const odd = path.join(one, 'submissions/acme/2026.11', '$(touch obeyed); `touch obeyed`\n-x');
            mkdirSync(odd, { recursive: true });
            writeFileSync(path.join(odd, 'statement.json'), '{}');
          },
          /statement\.json: the whole file must have required property/,
        ],
      };
      for (const [name, [change, expected]] of Object.entries(hostile)) {
        const [status, output] = await handedIn(change, folder, env);
        assert.equal(status, 1, `${name}\n${output}`);
        assert.match(output, expected, name);
      }
      assert.equal(spawnSync('find', [folder, '-name', 'obeyed'], { encoding: 'utf8' }).stdout, '');
    }),
  ));
