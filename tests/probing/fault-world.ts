import assert from 'node:assert/strict';
import type { FaultGuard } from '../../src/faults/fault-guard.ts';
import { bind } from '../../src/probes/binding.ts';
import { planOf } from '../../src/probes/plan.ts';
import type { PlannedRequest } from '../../src/probes/planned-request.ts';
import type { Conversation } from '../../src/probing/conversation.ts';
import { type FaultStageResult, faultStage } from '../../src/probing/fault-stage.ts';
import { faultsIn } from '../../src/probing/run-time.ts';
import type { FaultHook } from '../../src/targets/target.ts';
import type { Exchange } from '../../src/wire/exchange.ts';
import { interrupted } from '../../src/wire/failure.ts';
import { sampleContract } from '../probes/sample-contract.ts';
import { exchangeOf, responseOf } from '../recording/sample-exchange.ts';
import { sampleTarget } from '../targets/sample-target.ts';

/** A hook that brings this status about. */
export const hook = (code: number): FaultHook => ({ code, enter: ['enter'], leave: ['leave'], timeout: 1000 });

/** What a test has otherwise than in a world where every hook works. */
export interface World {
  readonly codes: readonly number[];
  readonly ended: AbortController;
  /** What becomes of a hook's commands; undefined: they work. */
  readonly enter: (code: number) => Promise<string | undefined>;
  readonly leave: (code: number) => Promise<string | undefined>;
  /** Whether the guard left the faults by itself. */
  readonly wasLate: boolean;
  /** The statuses of the reads after a fault was left; 200 once they are used up. */
  readonly recoveries: readonly number[];
  readonly renewTokens: (milliseconds: number) => Promise<string | undefined>;
  /** Why nothing more will be sent, when so many requests were. */
  readonly refusal: (sent: number) => string | undefined;
  /** Instead of an answer. */
  readonly send: ((name: string) => Promise<Exchange>) | undefined;
  readonly sleep: (milliseconds: number) => Promise<boolean>;
}

/** What came of it, and everything that happened on the way, in order: `enter 502`, `GET status/502/hook`, `sleep 500`. */
export interface Told {
  readonly stage: FaultStageResult;
  readonly log: readonly string[];
}

/**
 * Brings faults about in a world without processes, network or time: the service answers with the code of the fault that
 * is entered. It is asserted that faults are entered one at a time, and that nothing else happens meanwhile.
 * @param log what happens is told here, also when it ends with an error
 */
export async function inWorld(change: Partial<World>, log: string[] = []): Promise<Told> {
  const world: World = {
    codes: [409, 502],
    ended: new AbortController(),
    enter: async () => undefined,
    leave: async () => undefined,
    wasLate: false,
    recoveries: [],
    renewTokens: async () => undefined,
    refusal: () => undefined,
    send: undefined,
    sleep: async () => true,
    ...change,
  };
  const { ended } = world;
  const recoveries = [...world.recoveries];
  let fault: number | undefined;
  let [sent, isBusy] = [0, false];

  const send: Conversation['send'] = async ({ name }) => {
    assert.ok(!isBusy, `${name} is sent beside another request`);
    isBusy = true;
    log.push(`GET ${name.replace(/^sample\//, '')}`);
    sent += 1;
    try {
      if (ended.signal.aborted) return exchangeOf({ name, response: undefined, failure: interrupted });
      if (world.send) return await world.send(name);
      const status = fault ?? recoveries.shift() ?? 200;
      return exchangeOf({ name, response: responseOf('', [], status) });
    } finally {
      isBusy = false;
    }
  };
  const guard: FaultGuard = {
    enter: async ({ code }) => {
      assert.equal(fault, undefined, `${code} is entered before the last one was left`);
      log.push(`enter ${code}`);
      fault = code;
      return world.enter(code);
    },
    leave: async () => {
      assert.ok(!isBusy, 'left while the fault is looked at');
      log.push(`leave ${fault}`);
      const left = fault ?? 0;
      fault = undefined;
      return world.leave(left);
    },
    wasLate: () => world.wasLate,
    forget: () => {
      log.push('forget');
    },
    close: async () => {
      log.push('close');
    },
  };
  const target = sampleTarget({ faults: 'hooks', hooks: world.codes.map(hook) });
  const contract = sampleContract();
  const conversation = {
    target: () => target,
    send,
    renewTokens: (milliseconds: number) => {
      log.push('renew');
      return world.renewTokens(milliseconds);
    },
    refusalFor: () => (ended.signal.aborted ? interrupted.message : world.refusal(sent)),
  };
  const startGuard = (): FaultGuard => {
    log.push('start');
    return guard;
  };
  const sleep = async (milliseconds: number): Promise<boolean> => {
    log.push(`sleep ${milliseconds}`);
    return world.sleep(milliseconds);
  };
  const subjects = { backup_id: 'b1' };
  const parameters = { project_id: 'p1', ...subjects };
  const around = {
    conversation,
    bound: (request: PlannedRequest) => bind(request, { target, contract, parameters }),
    successOf: () => contract.success,
    startGuard,
    sleep,
    ended: ended.signal,
  };
  const faults = faultsIn(planOf([contract], target, subjects));
  return { stage: await faultStage(faults, around), log };
}
