import { once } from 'node:events';
import { startFaultGuard } from '../../src/faults/fault-guard.ts';
import type { FaultHook } from '../../src/targets/target.ts';

/**
 * A run for the tests to end: enters a fault, says so, leaves it when it is told to, and says that too. Takes the path of
 * the guard, the hook as JSON, the paths of the journal and the profile, and the milliseconds that a fault may last.
 */

const [guardFile = '', hook = '', journal = '', profile = '', limit] = process.argv.slice(2);

// The real run handles a terminal's Ctrl-C itself.
process.on('SIGINT', () => {});
const told = once(process, 'message');
const guard = startFaultGuard(guardFile, { journal, profile, env: process.env });
process.send?.({ entered: (await guard.enter(JSON.parse(hook) as FaultHook, Number(limit))) ?? 'well' });
await told;
process.send?.({ left: (await guard.leave()) ?? 'well' });
await guard.close();
process.disconnect();
