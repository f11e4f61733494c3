import { announcementOf } from './announcement.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import type { CurrentRun } from './current-run.ts';
import { tellOn } from './terminal-of-process.ts';

/** Lists every request that a run would send, for each target, and sends none. Returns the exit status. */
export function dryRun(run: CurrentRun): number {
  const texts = run.targets.map(target => {
    const { line, requests, unsent, bounds, row, rows } = announcementOf(run, target);
    return [
      line,
      bounds,
      '',
      ...keystones(target).map(url => row('identity', `POST ${url}/auth/tokens`)),
      ...rows(requests, ({ request }) => request),
      ...(unsent.length > 0 ? ['', 'Not sent:'] : []),
      ...rows(unsent, ({ reason }) => reason),
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
