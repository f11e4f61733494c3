import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../src/cli/package-root.ts';
import { conformanceJson } from '../src/reports/conformance.ts';
import { changed, recordEmbedded, resultOf, withHeaders } from '../tests/checks/embedded-recording.ts';
import { atMost, type Figure } from './figure.ts';
import { inNewFolder, lifetime } from './node-process.ts';
import { ratioOf } from './ratio.ts';

/** Checks of each report. */
const checks = 50_000;

/** How much longer comparing two large reports takes than a Node process that only reads and parses them. */
export async function* comparing(): AsyncGenerator<Figure | string> {
  const conforming = await recordEmbedded();
  const broken = changed(
    conforming,
    ['status/405/patch', 'status/404/unknown-id'],
    withHeaders(() => []),
  );
  yield* inNewFolder(async function* (folder) {
    const main = path.join(packageRoot(), 'dist/src/cli/main.js');
    writeFileSync(path.join(folder, 'baseline.json'), largeReport(conformanceJson(resultOf(conforming))));
    writeFileSync(path.join(folder, 'current.json'), largeReport(conformanceJson(resultOf(broken))));
    const bytes = readFileSync(path.join(folder, 'current.json')).length;
    const parse =
      "for (const file of ['baseline.json', 'current.json']) JSON.parse(require('fs').readFileSync(file, 'utf8'));";
    const compare = {
      args: [main, 'compare', 'baseline.json', 'current.json', '--fail-on', 'nothing'],
      env: {},
      cwd: folder,
    };
    const seconds = (await lifetime(compare)) / 1000;
    yield `Two reports of ${checks} checks, ${Math.round(bytes / 1e6)} MB each: compared in ${seconds.toFixed(1)} s.`;
    const ratio = await ratioOf(
      () => lifetime(compare),
      () => lifetime({ args: ['-e', parse], env: {}, cwd: folder }),
      { pairs: 7, seconds: 30 },
    );
    yield { what: `compare of ${checks} checks`, against: 'reading and parsing both reports', ratio, aim: atMost(5) };
  });
}

/** A report of so many checks: those of one run, again and again below pages of other names. */
function largeReport(text: string): string {
  const content = JSON.parse(text) as { readonly checks: readonly { readonly id: string }[] };
  const many = Array.from({ length: checks }, (_, index) => {
    const check = content.checks[index % content.checks.length];
    return { ...check, id: `${check?.id}/${Math.floor(index / content.checks.length)}` };
  });
  return JSON.stringify({ ...content, checks: many });
}
