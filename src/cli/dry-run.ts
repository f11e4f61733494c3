import { intentionsOf } from '../reports/intentions.ts';
import { targetLine } from '../reports/target-line.ts';
import { type ChosenTarget, findsBackup } from './chosen-targets.ts';
import type { CurrentRun } from './current-run.ts';
import { previewOfChosen } from './open-session.ts';
import { userAgent } from './package-root.ts';

/** Lists every request that a run would send, for each target, and sends none. Returns the exit status. */
export function dryRun({ contract, targets, env, options, root }: CurrentRun): number {
  const texts = targets.map(target => {
    const preview = previewOfChosen(target, { env, userAgent: userAgent(root) });
    const { requests, unsent, bounds } = intentionsOf(contract, preview, findsBackup(target));
    const width = Math.max(...[...requests, ...unsent].map(({ name }) => name.length));
    return [
      targetLine(target.plan, env, options.target === undefined),
      bounds,
      '',
      ...keystones(target).map(url => `${'identity'.padEnd(width)}  POST ${url}/auth/tokens`),
      ...requests.map(({ name, request }) => `${name.padEnd(width)}  ${request}`),
      '',
      'Not sent:',
      ...unsent.map(({ name, reason }) => `${name.padEnd(width)}  ${reason}`),
    ].join('\n');
  });
  process.stdout.write(`${texts.join('\n\n')}\n`);
  return 0;
}

/** Where a token is asked for, once for each who needs one. */
function keystones({ plan }: ChosenTarget): string[] {
  return [plan?.access, plan?.other, plan?.noRole].flatMap(access =>
    access?.kind === 'keystone' ? access.authUrl : [],
  );
}
