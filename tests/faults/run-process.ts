import { once } from 'node:events';
import { type GuardedService, startFaultGuard } from '../../src/faults/fault-guard.ts';
import type { FaultHook } from '../../src/targets/target.ts';

/**
 * A run for the tests to end: enters a fault, says so, leaves it when it is told to, and says that too. Takes the path of
 * the guard, and as JSON the hook, the service, and the milliseconds that a fault may last.
 */

const [guardFile = '', hook = '', service = '', limit] = process.argv.slice(2);

// The real run handles a terminal's Ctrl-C itself.
process.on('SIGINT', () => {});
const told = once(process, 'message');
const guard = startFaultGuard(guardFile, JSON.parse(service) as GuardedService);
process.send?.({ entered: (await guard.enter(JSON.parse(hook) as FaultHook, Number(limit))) ?? 'well' });
await told;
process.send?.({ left: (await guard.leave()) ?? 'well' });
await guard.close();
process.disconnect();
