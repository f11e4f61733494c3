import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { checksOf } from '../src/checks/suite.ts';
import { judgeAll } from '../src/checks/verdict.ts';
import { recordOriginals } from '../src/cli/originals.ts';
import { packageRoot } from '../src/cli/package-root.ts';
import { loadContract, type Specification } from '../src/cli/specification.ts';
import { operationRecording } from '../src/recording/operation-recording.ts';
import type { Recording } from '../src/recording/recording.ts';
import { isObject } from '../src/text/json.ts';
import { atMost, type Figure } from './figure.ts';
import { asIfNew } from './judging.ts';
import { inNewFolder, lifetime } from './node-process.ts';
import { averageDuration, ratioOf } from './ratio.ts';

/** How the time of a run grows with its operations, and that of judging with the items of a list. */
export async function* growth(): AsyncGenerator<Figure> {
  yield* byOperations();
  yield* byItems();
}

const operations = ['show-backup', 'list-backups', 'list-backups-details'];

async function* byOperations(): AsyncGenerator<Figure> {
  yield* inNewFolder(async function* (folder) {
    const main = path.join(packageRoot(), 'dist/src/cli/main.js');
    const check = (count: number): Promise<number> => {
      const only = operations.slice(0, count).flatMap(name => ['--only', `${name}/**`]);
      return lifetime({
        args: [main, 'check', '--target', 'mock', ...only],
        env: { REPORTS_DIR: 'reports' },
        cwd: folder,
      });
    };
    for (const [count, aim] of [
      [2, 1.25],
      [3, 1.5],
    ] as const) {
      const ratio = await ratioOf(
        () => check(count),
        () => check(1),
        { pairs: 11, seconds: 30 },
      );
      yield { what: `check of ${count} operations`, against: 'check of one', ratio, aim: atMost(aim) };
    }
  });
}

async function* byItems(): AsyncGenerator<Figure> {
  const few = await judgingOf(10);
  for (const items of [100, 1000]) {
    const many = await judgingOf(items);
    const ratio = await ratioOf(many, few, { pairs: 10, seconds: 20 });
    yield { what: `judging a list of ${items} items`, against: 'judging a list of 10', ratio, aim: atMost(items / 10) };
  }
}

/** Measures how long it takes to judge what the embedded service answers about a list of so many items. */
async function judgingOf(items: number): Promise<() => number> {
  const specification = loadContract(packageRoot(), 'vbs/v3/list-backups-details', 'ruled');
  const { contract } = specification;
  const { full } = await recordOriginals([{ contract, example: withItems(specification, items) }], 'bench');
  const checks = checksOf(contract);
  const judge = (recording: Recording) => judgeAll(checks, operationRecording(asIfNew(recording), contract.name));
  return () => averageDuration(items < 100 ? 20 : 1, () => judge(full));
}

/** The example with copies of its first item, each with an id and links of its own. */
function withItems({ contract, example }: Specification, count: number): unknown {
  const name = contract.body.envelope?.names[0] ?? '';
  const [first]: unknown[] = isObject(example) && Array.isArray(example[name]) ? example[name] : [];
  const text = JSON.stringify(first);
  const id = isObject(first) ? String(first.id) : '';
  return { [name]: Array.from({ length: count }, () => JSON.parse(text.replaceAll(id, randomUUID()))) };
}
