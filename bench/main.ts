import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { figureRow, head, type Measurement } from './figure.ts';

/** Each measurement loads what it needs when it is its turn. */
const measurements: Readonly<Record<string, () => Promise<Measurement>>> = {
  run: async () => (await import('./full-run.ts')).fullRun,
  check: async () => (await import('./quick-gate.ts')).quickGate,
  compare: async () => (await import('./comparing.ts')).comparing,
  growth: async () => (await import('./growth.ts')).growth,
  judging: async () => (await import('./judging.ts')).judging,
  judge: async () => (await import('./judge.ts')).judge,
  reading: async () => (await import('./reading.ts')).reading,
  targets: async () => (await import('./targets.ts')).targets,
  service: async () => (await import('./service.ts')).service,
};

/** Prints what a measurement finds, as it finds it. Resolves with whether it came to its end. */
async function print(name: string, load: () => Promise<Measurement>): Promise<boolean> {
  try {
    const measure = await load();
    for await (const found of measure()) console.log(typeof found === 'string' ? found : figureRow(found));
    return true;
  } catch (error) {
    console.log(`${name} could not be measured: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = Object.entries(measurements).filter(([name]) => values.only === undefined || name === values.only);
if (chosen.length === 0) {
  console.error(`--only is "${values.only}"; it takes one of ${Object.keys(measurements).join(', ')}.`);
  process.exitCode = 2;
} else {
  console.log(
    `Node ${process.version}, ${availableParallelism()} processors. Each ratio is the median over pairs that`,
  );
  console.log(
    'were measured in turn, so that it says the same on any machine; aims are aims, and nothing fails by them.',
  );
  console.log(`\n${head}`);
}
for (const [name, load] of chosen) {
  if (!(await print(name, load))) process.exitCode = 1;
}
