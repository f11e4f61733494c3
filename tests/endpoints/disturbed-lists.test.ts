import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { chosenPages } from '../../src/cli/pages.ts';
import { loadSpecifications } from '../../src/cli/specification.ts';
import { type DisturbedRun, runDisturbed, withService } from './disturbed-run.ts';
import { type Disturbance, type Disturbing, unavailable } from './disturbing-proxy.ts';

const specifications = loadSpecifications(chosenPages({}, packageRoot()), 'ruled');

/** Disturbs the first so many requests that this chooses. */
function first(count: number, kind: Disturbance, isMeant: (head: string, before: number) => boolean): () => Disturbing {
  return () => {
    let rest = count;
    return (head, before) => (isMeant(head, before) && rest-- > 0 ? kind : undefined);
  };
}

const undisturbed = await disturbedBy(() => undefined);

async function disturbedBy(disturbing: Disturbing): Promise<DisturbedRun> {
  return withService(
    (target, subjects) => runDisturbed(target, subjects, disturbing, { specifications }),
    specifications,
  );
}

/** The MUSTs of a run that are not proven. */
const openIn = ({ result }: DisturbedRun): string[] =>
  result.verdicts.filter(({ level, verdict }) => level === 'MUST' && verdict === 'unproven').map(({ id }) => id);

const hasQuery = (head: string): boolean => /^GET \S+\/backups(?:\/detail)?\?/.test(head);

const isPageOfWalk = (head: string): boolean => hasQuery(head) && /[?&]limit=\d\b(?!.*with_count)/.test(head);

/** Disturbances that pass while all operations are asked. Of what asks for no fault the right answer is earned after a reset. */
const resets: Readonly<Record<string, () => Disturbing>> = {
  'the first reads': first(3, 'reset', () => true),
  'the pages of walks': first(2, 'reset', isPageOfWalk),
  'all parts of lists': first(99, 'reset', onceEach(hasQuery)),
};

/** Chooses requests that differ in what they ask for, each once. */
function onceEach(isMeant: (head: string) => boolean): (head: string) => boolean {
  const seen = new Set<string>();
  return head => {
    const [line = ''] = head.split('\r\n');
    const isNew = isMeant(head) && !seen.has(line);
    seen.add(line);
    return isNew;
  };
}

for (const [what, disturbing] of Object.entries(resets)) {
  test(`${what} are asked again after a reset, and nothing stays open`, async () => {
    const run = await disturbedBy(disturbing());
    assert.ok(run.asked > undisturbed.asked);
    assert.deepEqual([run.failed, openIn(run), run.result.exitStatus], [[], openIn(undisturbed), 0]);
    assert.ok(run.result.verdicts.some(({ id, verdict }) => id.endsWith('/steady/answers') && verdict === 'warned'));
  });
}

const passing: Readonly<Record<string, () => Disturbing>> = {
  '502 in the middle': first(20, unavailable(502), (_, before) => before > 20),
  '503 for every eighth request': () => (_, before) => (before % 8 === 7 ? unavailable() : undefined),
};

for (const [what, disturbing] of Object.entries(passing)) {
  test(`${what}: no MUST of any operation fails`, async () => {
    const { failed, result } = await disturbedBy(disturbing());
    assert.deepEqual([failed, result.exitStatus], [[], 0]);
  });
}

test('a list that stays disturbed leaves its own checks open, and those of the other operations are proven', async () => {
  const isSummary = (head: string): boolean => /^GET \/v3\/\w+\/backups[? ]/.test(head);
  const run = await disturbedBy((head, before) => (before > 3 && isSummary(head) ? unavailable(502) : undefined));
  assert.deepEqual(run.failed, []);
  assert.deepEqual([run.result.verdict, run.result.exitStatus], ['incomplete', 1]);
  const newlyOpen = openIn(run).filter(id => !openIn(undisturbed).includes(id));
  assert.ok(newlyOpen.length > 0);
  assert.deepEqual(
    newlyOpen.filter(id => !id.startsWith('vbs/v3/list-backups/')),
    [],
  );
});
