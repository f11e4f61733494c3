import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checksOf } from '../checks/suite.ts';
import { juryOf } from '../mutation/kill.ts';
import { allTogether, isFlawless, type KillRate, killRate } from '../mutation/kill-rate.ts';
import { killRateFlaws, killRateTable } from '../reports/kill-rate.ts';
import { recordOriginals } from './originals.ts';
import { packageRoot, suiteName } from './package-root.ts';
import { chosenPages } from './pages.ts';
import { loadSpecifications, type Specification } from './specification.ts';
import { type Output, tellOn } from './terminal-of-process.ts';
import type { World } from './world.ts';

/** Where the README shows the table. */
const section = /(<!-- kill rate: begin -->\n)[\s\S]*?(<!-- kill rate: end -->)/;

/** Which pages the recordings are about, and whether the README's table is written or compared. */
export interface MutationOptions {
  readonly write?: boolean;
  readonly check?: boolean;
  /** A folder with pages in place of the suite's own. */
  readonly specs?: string;
}

/**
 * Breaks recordings of the embedded service in every way that the facts suggest and shows what the suite catches.
 * @returns the exit status: 1 unless all is killed by the right check and nothing else raises an alarm, or when the
 *   README's table is stale under `check`
 */
export async function mutation(options: MutationOptions, { clock, folder, stdout, stderr }: World): Promise<number> {
  const root = packageRoot();
  const start = clock.elapsed();
  const rates: KillRate[] = [];
  const pages = chosenPages(options, folder);
  for (const one of loadSpecifications(pages, 'ruled')) rates.push(await rateOf(one, suiteName(root)));
  const rate = allTogether(rates);
  const seconds = (clock.elapsed() - start) / 1000;
  const judged = rate.kinds.reduce((all, { mutants }) => all + mutants, rate.variants);
  const lines = [
    killRateTable(rate),
    `${Math.round(judged / seconds)} recordings judged in a second.`,
    ...killRateFlaws(rate),
    ...rate.notMade.map(({ name, notApplicable }) => `not applicable: ${name} (${notApplicable})`),
  ];
  tellOn(stdout, lines.join('\n'));
  const isFresh = readmeHas(root, rate, options, stderr);
  return isFlawless(rate) && isFresh ? 0 : 1;
}

/** What the suite catches of one operation. */
async function rateOf({ contract, example }: Specification, suite: string): Promise<KillRate> {
  const { full, incremental } = await recordOriginals(contract, example, suite);
  return killRate(juryOf(contract, checksOf(contract)), [full, incremental]);
}

function readmeHas(root: string, rate: KillRate, { write, check }: MutationOptions, stderr: Output): boolean {
  if (!write && !check) return true;
  const file = path.join(root, 'README.md');
  const before = readFileSync(file, 'utf8');
  const after = before.replace(section, (_, begin: string, end: string) => `${begin}${killRateTable(rate)}\n${end}`);
  if (write) writeFileSync(file, after);
  else if (after !== before)
    stderr.write('README.md: the table of what the suite catches is stale; run "npm run mutation -- --write".\n');
  return write === true || after === before;
}
