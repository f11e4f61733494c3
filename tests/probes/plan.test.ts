import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Contract } from '../../src/contract/contract.ts';
import { type Plan, planOf, requestsIn, type Stage, type Step } from '../../src/probes/plan.ts';
import type { FaultHook, Target } from '../../src/targets/target.ts';
import { sampleTarget } from '../targets/sample-target.ts';
import { everyCode, sampleContract, sampleWays } from './sample-contract.ts';

const contract = sampleContract();
const second: Contract = { ...contract, id: 'vbs/v3/second', name: 'second' };
const hook = (code: number): FaultHook => ({ code, enter: ['enter'], leave: ['leave'], timeout: 1000 });
const full = sampleTarget({ faults: 'prefer', optIn: ['status/501/transfer-encoding'] });
const hooked = sampleTarget({ faults: 'hooks', hooks: [503, 409, 418].map(hook) });
const known = { backup_id: 'b1' };

const stageOf = ({ stages }: Plan, wanted: Stage['name']): readonly Step[] =>
  stages.find(({ name }) => name === wanted)?.steps ?? [];
const nameOf = (step: Step): string => (step.kind === 'fault' ? `fault ${step.hook.code}` : step.name);
const namesIn = (plan: Plan, stage: Stage['name']): string[] => stageOf(plan, stage).map(nameOf);

test('a run reads first, tries every way and follows the links side by side, and reads again', () => {
  const plan = planOf([contract], full, known);
  assert.deepEqual(
    plan.stages.map(({ name }) => name),
    ['read', 'explain refusals', 'ways and links', 'read again', 'explain absences'],
  );
  assert.deepEqual(namesIn(plan, 'explain refusals'), ['sample/list']);
  assert.deepEqual(namesIn(plan, 'explain absences'), ['sample/list-again']);
  const simulated = planOf([contract], { ...full, name: 'mock', simulated: true }, known);
  assert.deepEqual(
    [...namesIn(simulated, 'explain refusals'), ...namesIn(simulated, 'explain absences')],
    [],
    'the embedded service refuses nothing wrongly',
  );
  assert.deepEqual([namesIn(plan, 'read'), namesIn(plan, 'read again')], [['sample/show'], ['sample/show-again']]);
  const tried = sampleWays.filter(({ evidence }) => evidence !== 'hooked').map(({ name }) => `sample/${name}`);
  assert.deepEqual(namesIn(plan, 'ways and links'), [...tried, 'sample/follow/self', 'sample/follow/next']);
});

test('every way is either going to be sent, with its purpose, or not, with the reason', () => {
  for (const target of [full, hooked, sampleTarget()]) {
    const { stages, unsent } = planOf([contract], target, known);
    const steps = stages.flatMap(({ steps: all }) => all.flatMap(step => (step.kind === 'fault' ? step.reads : step)));
    const names = [...steps, ...unsent].map(({ name }) => name);
    for (const { name } of sampleWays) assert.equal(names.filter(one => one === `sample/${name}`).length, 1, name);
    for (const { purpose, name } of steps) assert.match(purpose, /^[A-Z].*\.$/, name);
  }
});

test('a plan is data: it holds no secret and no value that only an answer tells', () => {
  const plan = planOf([contract, second], hooked, {});
  assert.deepEqual(structuredClone(plan), plan);
  assert.doesNotMatch(JSON.stringify(plan), /canary|b1/);
});

test('the operations of a run share its stages, and their requests are told apart by their names', () => {
  const plan = planOf([contract, second], full, known);
  assert.deepEqual(namesIn(plan, 'read'), ['sample/show', 'second/show']);
  const [least, most] = requestsIn(planOf([contract], full, known));
  assert.deepEqual(requestsIn(plan), [2 * least, 2 * most - 2], 'and each list once');
});

test('what cannot or may not be sent says why, and names the variable', () => {
  const bare = sampleTarget({ otherToken: undefined, noRoleToken: undefined, proxy: undefined });
  const reasons = (target: Target): Record<string, string> =>
    Object.fromEntries(planOf([contract], target, known).unsent.map(({ name, reason }) => [name, reason]));
  const prefer = (code: number) => [`sample/status/${code}/prefer`, 'VBS_FAULTS is not "prefer"'] as const;
  const none = (code: number) =>
    [`sample/status/${code}/hook`, 'no fault hook for this status; add one to "faults" in a profile'] as const;
  const faults = [409, 500, 502, 503, 504];
  assert.deepEqual(reasons(bare), {
    'sample/status/403/no-role': 'neither VBS_NOROLE_TOKEN nor VBS_NOROLE_CLOUD is set',
    'sample/status/403/other-project': 'neither VBS_OTHER_TOKEN nor VBS_OTHER_CLOUD is set',
    'sample/status/407/proxy': 'VBS_HTTP_PROXY is not set',
    'sample/status/501/transfer-encoding': 'opt-in; --with switches it on',
    ...Object.fromEntries([...faults.map(prefer), ...faults.map(none)]),
  });
});

test('what is switched off is not sent, whatever else asks for it', () => {
  for (const { name } of sampleWays) {
    const target = { ...full, hooks: [409, 500, 502, 503, 504].map(hook), optIn: [name], without: [name] };
    const { unsent } = planOf([contract], target, known);
    assert.equal(
      unsent.find(one => one.name === `sample/${name}`)?.reason,
      'switched off by --without or the profile',
      name,
    );
  }
});

test('a way may be switched off, or on, for one operation alone', () => {
  const [one, two] = ['show-one', 'show-two'].map(name => ({ ...contract, id: `vbs/v3/${name}`, name }));
  assert.ok(one && two);
  const { unsent } = planOf(
    [one, two],
    { ...full, optIn: ['show-one/status/501/transfer-encoding'], without: ['show-two/status/405/patch'] },
    known,
  );
  const reasonFor = (name: string): string | undefined => unsent.find(other => other.name === name)?.reason;
  assert.equal(reasonFor('show-one/status/405/patch'), undefined);
  assert.equal(reasonFor('show-two/status/405/patch'), 'switched off by --without or the profile');
  assert.equal(reasonFor('show-one/status/501/transfer-encoding'), undefined);
  assert.equal(reasonFor('show-two/status/501/transfer-encoding'), 'opt-in; --with switches it on');
});

test('only documented statuses are called for, and only ways that the path allows', () => {
  const few = planOf([sampleContract([200, 404])], full, known);
  assert.deepEqual(namesIn(few, 'ways and links').slice(0, 1), ['sample/status/404/unknown-id']);
  assert.deepEqual(few.unsent, []);
  const list: Contract = { ...contract, operation: { ...contract.operation, path: '/v3/{project_id}/backups' } };
  assert.ok(!namesIn(planOf([list], full, {}), 'ways and links').includes('sample/status/404/unknown-id'));
  const root: Contract = { ...contract, operation: { ...contract.operation, path: '/' } };
  assert.ok(!namesIn(planOf([root], full, {}), 'ways and links').some(name => /400\/\w+-project$/.test(name)));
});

test('a page without links has none to follow', () => {
  const plan = planOf([sampleContract(everyCode, [])], full, known);
  assert.ok(!namesIn(plan, 'ways and links').some(name => name.includes('follow/')));
});

test('each fault with a hook is entered once, and every operation is read in it', () => {
  const plan = planOf([contract, second], hooked, known);
  assert.deepEqual(namesIn(plan, 'faults').sort(), ['fault 409', 'fault 503']);
  for (const step of stageOf(plan, 'faults')) {
    assert.ok(step.kind === 'fault');
    const { code } = step.hook;
    const own = (operation: string) => ({ operation, name: `${operation}/status/${code}/hook`, code, once: true });
    const reads = step.reads.map(({ operation, name, code: wanted, once }) => ({
      operation,
      name,
      code: wanted,
      once,
    }));
    assert.deepEqual(reads, [own('sample'), own('second')]);
    const looks = step.recoveries.map(({ name }) => name);
    assert.deepEqual(looks, [`sample/recovery/${code}`, `second/recovery/${code}`], 'each has to be back');
    assert.deepEqual(step.reads[0]?.difference, {}, 'the plain read');
  }
});

test('faults take at least a read and a look each, and at most eight looks; each list is read at most once', () => {
  const count = (target: Target) => requestsIn(planOf([sampleContract([200, 409, 503], [])], target, known));
  assert.deepEqual(
    [count(sampleTarget()), count(hooked)],
    [
      [2, 4],
      [6, 22],
    ],
  );
});

test('what nothing judges is not sent, and no fault is caused for it; the two reads always are', () => {
  const needed = new Set(['sample/status/404/unknown-id', 'sample/status/503/hook', 'second/follow/self']);
  const { stages, unsent } = planOf([contract, second], hooked, known, needed);
  assert.deepEqual(
    stages.map(({ name, steps }) => [name, steps.map(nameOf)]),
    [
      ['read', ['sample/show', 'second/show']],
      ['explain refusals', ['sample/list']],
      ['ways and links', ['sample/status/404/unknown-id', 'second/follow/self']],
      ['faults', ['fault 503']],
      ['read again', ['sample/show-again', 'second/show-again']],
      ['explain absences', ['sample/list-again']],
    ],
  );
  const reasons = new Map(unsent.map(({ name, reason }) => [name, reason]));
  for (const name of ['sample/status/405/patch', 'second/status/503/hook', 'sample/follow/self', 'second/follow/next'])
    assert.equal(reasons.get(name), 'no check of this run needs it', name);
});
