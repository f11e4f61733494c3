import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { judgeRun } from '../../src/checks/run-result.ts';
import { checksOf } from '../../src/checks/suite.ts';
import type { Verdict } from '../../src/checks/verdict.ts';
import { withEmbedded } from '../../src/cli/open-session.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { loadContract } from '../../src/cli/specification.ts';
import { contentField } from '../../src/contract/body.ts';
import { wayOutcome } from '../../src/probes/outcome.ts';
import type { Way } from '../../src/probes/way.ts';
import { waysOf } from '../../src/probes/ways.ts';
import { probe } from '../../src/probing/probing.ts';
import { fixedSession } from '../../src/targets/session.ts';
import type { Subjects } from '../../src/targets/subjects.ts';
import type { Target } from '../../src/targets/target.ts';
import { showBackupPage } from '../contract/show-backup.ts';
import { quietProber } from '../probing/quiet-prober.ts';
import { type Rewrite, startRewritingProxy, withStatus } from './rewriting-proxy.ts';

const { contract, source, example } = loadContract(packageRoot(), showBackupPage, 'ruled');
const checks = checksOf(contract);
const ways = waysOf(contract);

/** One embedded service for all rewriting proxies of this file. */
let close = (): void => {};
const embedding = { env: {}, specifications: [{ contract, example }], userAgent: 'test' };
const { target, subjects } = await new Promise<{ target: Target; subjects: Subjects }>(resolve => {
  void withEmbedded(embedding, (open, { examples }) => {
    resolve({ target: open, subjects: examples });
    return new Promise<void>(end => {
      close = end;
    });
  });
});
after(() => close());

interface Run {
  readonly status: number;
  readonly verdict: (id: string) => Verdict['verdict'] | undefined;
}

/** Runs the suite against the service behind a proxy that rewrites its answers. */
async function runBehind(rewrite: Rewrite): Promise<Run> {
  const proxy = await startRewritingProxy(target.endpoint, rewrite);
  try {
    const behind = { ...target, endpoint: proxy.origin, proxy: proxy.origin };
    const recording = await probe(fixedSession(behind), quietProber([contract], behind, subjects));
    const { verdicts, exitStatus } = judgeRun(recording, [{ contract, source, checks }], { strict: false });
    return { status: exitStatus, verdict: id => verdicts.find(one => one.id === `${contract.id}/${id}`)?.verdict };
  } finally {
    await proxy.close();
  }
}

/** Rewrites the JSON of the answers that hold the backup. */
function rewritingBackup(change: (backup: Record<string, unknown>) => void): Rewrite {
  return (_, answer) => {
    if (!answer.head.startsWith('HTTP/1.1 200')) return answer;
    const body = JSON.parse(answer.body) as { backup: Record<string, unknown> };
    change(body.backup);
    return { ...answer, body: JSON.stringify(body) };
  };
}

/** Which request a way sends, told by its own bytes: each is unlike all others. */
const marks: Readonly<Record<string, (head: string) => boolean>> = {
  'status/400/malformed-project': head => head.includes('/malformed/'),
  'status/400/foreign-project': head => head.includes(`/${target.otherProject}/`),
  'status/400/malformed-version': head => head.includes('volume three'),
  'status/401/no-token': head => head.startsWith('GET /v3/') && !/x-auth-token|x-unfinished/i.test(head),
  'status/401/wrong-token': head => head.includes('no-such-token'),
  'status/403/no-role': head => head.includes(String(target.noRoleToken)),
  'status/403/other-project': head => head.includes(String(target.otherToken)),
  'status/404/unknown-id': head => head.includes('000000000bad HTTP'),
  'status/405/patch': head => head.startsWith('PATCH'),
  'status/405/trace': head => head.startsWith('TRACE'),
  'status/406/version': head => head.includes('volume 3.999'),
  'status/406/accept': head => head.includes('image/png'),
  'status/407/proxy': head => head.startsWith('GET http://'),
  'status/408/unfinished': head => /x-unfinished/i.test(head),
  'status/501/method': head => head.startsWith('CONFORM'),
  'status/501/transfer-encoding': head => /gzip, chunked/i.test(head),
};

const isOf = (way: Way, head: string): boolean =>
  way.name === 'show'
    ? head.startsWith('GET /v3/') && ways.every(({ name }) => name === 'show' || !markOf(name, head))
    : markOf(way.name, head);

const markOf = (name: string, head: string): boolean =>
  marks[name]?.(head) ?? head.toLowerCase().includes(`prefer: code=${name.split('/')[1]}`);

/** Runs side by side: each waits 300 ms for the unfinished request alone. */
async function inParallel<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += 12) await Promise.all(items.slice(start, start + 12).map(run));
}

test('behind a proxy that changes nothing everything holds', async () => {
  const { status, verdict } = await runBehind((_, answer) => answer);
  assert.equal(status, 0);
  for (const { code } of contract.statuses) assert.equal(verdict(`status/${code}`), 'passed', String(code));
});

test("a field's type broken: exit 1 and its type check", async () => {
  // One field of each kind: tests/mutation/kill-rate.test.ts breaks all of them in memory.
  const fields = contentField(contract.body).members;
  const kindOf = ({ type, holding }: (typeof fields)[number]): string => `${type}, ${holding}`;
  const some = fields.filter((one, index) => fields.findIndex(other => kindOf(other) === kindOf(one)) === index);
  assert.ok(some.length > 3);
  await inParallel(some, async field => {
    const name = field.names.at(-1) as string;
    const { status, verdict } = await runBehind(
      rewritingBackup(backup => Object.assign(backup, { [name]: { odd: 1 } })),
    );
    assert.equal(verdict(`${field.id}/type`), 'failed', name);
    assert.equal(status, 1, name);
  });
});

test('any rel broken: exit 1 and its link check', async () => {
  await inParallel(['self', 'bookmark'], async rel => {
    const broken = rewritingBackup(backup => {
      backup.links = (backup.links as { rel: string }[]).map(link =>
        link.rel === rel ? { ...link, rel: 'related' } : link,
      );
    });
    const { status, verdict } = await runBehind(broken);
    assert.equal(verdict(`links/${rel}/once`), 'failed');
    assert.equal(status, 1);
  });
});

test("any way's status changed: failed and exit 1 where it contradicts, never passed by it where it is left open", async () => {
  // One status for each outcome: tests/mutation/kill-rate.test.ts judges many more in memory.
  const cases = ways.flatMap(way => {
    const others = [200, 404, 500, 418]
      .filter(status => status !== way.code)
      .map(status => ({ way, status, outcome: wayOutcome(way, { status, fromFront: false }) }));
    return others.filter(({ outcome }, index) => others.findIndex(one => one.outcome === outcome) === index);
  });
  await inParallel(cases, async ({ way, status, outcome }) => {
    const siblings = ways.filter(one => one.code === way.code && one !== way);
    const { status: exit, verdict } = await runBehind((head, answer) => {
      // Siblings are opened too where the changed way is left open, so that only it could earn the code.
      const isSibling = outcome === 'open' && siblings.some(one => isOf(one, head));
      if (isSibling) return withStatus(openStatus(siblings.find(one => isOf(one, head)) as Way))(answer);
      return isOf(way, head) ? withStatus(status)(answer) : answer;
    });
    const label = `${way.name} answered with ${status}`;
    assert.equal(verdict(`status/${way.code}`), outcome === 'open' ? 'unproven' : 'failed', label);
    if (outcome === 'contradicted') assert.equal(exit, 1, label);
  });
});

/** A status that leaves a way open. */
function openStatus(way: Way): number {
  const open = way.open.find(one => typeof one === 'number');
  return open ?? 418;
}
