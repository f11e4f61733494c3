import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

/** How to start a Node process. */
export interface Start {
  readonly args: readonly string[];
  /** Only these variables, and where programs are found. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** Milliseconds from the start of a Node process to its end. @throws Error with what it wrote when it did not end well. */
export async function lifetime({ args, env, cwd }: Start): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await once(child, 'close');
  const milliseconds = performance.now() - start;
  if (status === 0) return milliseconds;
  throw new Error(`node ${args.join(' ')} ended with status ${status}:\n${(await written).join('').slice(-2000)}`);
}

/** Gives `use` a new folder, where no `.env` of anybody's lies, and removes it afterwards. */
export async function* inNewFolder<T>(use: (folder: string) => AsyncIterable<T>): AsyncGenerator<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vbs-conformance-bench-'));
  try {
    yield* use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
