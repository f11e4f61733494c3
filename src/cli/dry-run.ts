import { announcementOf } from './announcement.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import type { CurrentRun } from './current-run.ts';
import { tellOn } from './terminal-of-process.ts';

/** Lists every request that a run would send, for each target, and sends none. Returns the exit status. */
export function dryRun(run: CurrentRun): number {
  const texts = run.targets.map(target => {
    const { line, requests, unsent, bounds, column, grouped } = announcementOf(run, target);
    return [
      line,
      bounds,
      '',
      ...keystones(target).map(url => `${column('identity')}  POST ${url}/auth/tokens`),
      ...grouped(requests, ({ name, request }) => `${column(name)}  ${request}`),
      ...(unsent.length > 0 ? ['', 'Not sent:'] : []),
      ...grouped(unsent, ({ name, reason }) => `${column(name)}  ${reason}`),
    ].join('\n');
  });
  tellOn(run.world.stdout, texts.join('\n\n'));
  return 0;
}

/** Where a token is asked for, once for each who needs one. */
function keystones({ configured }: ChosenTarget): string[] {
  return [configured?.access, configured?.other, configured?.noRole].flatMap(access =>
    access?.kind === 'keystone' ? access.authUrl : [],
  );
}
