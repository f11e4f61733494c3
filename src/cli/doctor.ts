import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { reach } from '../network/connection.ts';
import type { Session } from '../targets/session.ts';
import { ConfigurationError, type Target } from '../targets/target.ts';
import { terminalSafe } from '../text/terminal-safe.ts';
import { announcementOf } from './announcement.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import { type CurrentRun, openRun } from './current-run.ts';
import { leaveFaultsOf } from './open-faults.ts';
import { withSession } from './open-session.ts';
import { userAgent } from './package-root.ts';
import { profileFile } from './profile-file.ts';
import type { RunOptions } from './settings.ts';
import type { World } from './world.ts';

/**
 * Says in plain words what a run would do to each target, then whether everything that it needs is there and can be
 * reached. Sends nothing to the service: connections are opened and closed again.
 * @returns the exit status: 2 when something is wrong
 */
export async function doctor(options: RunOptions, world: World): Promise<number> {
  const run = openRun(options, world);
  let status = 0;
  for (const target of run.targets) {
    world.stdout.write(`${planText(run, target)}\n\nWhat it needs:\n`);
    for await (const { isGood, text } of findings(run, target)) {
      world.stdout.write(`  ${isGood ? '✓' : '✗'} ${terminalSafe(text)}\n`);
      if (!isGood) status = 2;
    }
    world.stdout.write('\n');
  }
  return status;
}

function planText(run: CurrentRun, target: ChosenTarget): string {
  const { line, requests, unsent, bounds, column } = announcementOf(run, target);
  return [
    line,
    '',
    'What a run does there:',
    ...requests.map(({ name, purpose }) => `  ${column(name)}  ${purpose}`),
    `  ${bounds}`,
    '',
    'What it does not do, and so leaves unproven:',
    ...unsent.map(({ name, reason }) => `  ${column(name)}  ${reason}`),
  ].join('\n');
}

interface Finding {
  readonly isGood: boolean;
  readonly text: string;
}

async function* findings(run: CurrentRun, target: ChosenTarget): AsyncGenerator<Finding> {
  const { env, root, specifications, world } = run;
  try {
    const profile = profileFile(world.folder, target.name);
    await leaveFaultsOf({ profile, endpoint: target.configured?.endpoint }, env, world);
    const embedding = { env, specifications, userAgent: userAgent(root) };
    yield* await withSession(target, embedding, new AbortController().signal, async session => {
      const opened = await session.withTokensFor(0);
      return [...knownTo(session), ...(await reachable(opened)), ...hooksOf(opened, world.folder)];
    });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    yield { isGood: false, text: error.message };
  }
}

const knownTo = (session: Session): Finding[] =>
  session.identities().map(words => ({ isGood: true, text: `Keystone gives a token to ${words}` }));

/** Every address that a run connects to; what is behind a proxy is the proxy's to reach. */
async function reachable({ endpoint, front, proxy, route, trust, timeout, without }: Target): Promise<Finding[]> {
  const places = [
    route === undefined ? { what: 'The endpoint', url: endpoint } : { what: 'The proxy to the endpoint', url: route },
    ...(front === undefined || without.includes('status/408/unfinished')
      ? []
      : [{ what: 'The front for 408', url: front }]),
    ...(proxy === undefined || without.includes('status/407/proxy') ? [] : [{ what: 'The proxy for 407', url: proxy }]),
  ];
  return Promise.all(
    places.map(async ({ what, url }) => {
      const { origin } = new URL(url);
      const failure = await reach(new URL(url), trust, timeout);
      if (failure) return { isGood: false, text: `${what} ${origin} cannot be reached: ${failure.message}` };
      return { isGood: true, text: `${what} ${origin} accepts connections` };
    }),
  );
}

/** Hooks that are named by a path have to be there; what is looked up in PATH is told when it is run. */
function hooksOf({ hooks, without }: Target, folder: string): Finding[] {
  const own = hooks.filter(({ code }) => !without.includes(`status/${code}/hook`));
  const files = new Set(own.flatMap(({ enter, leave }) => [enter[0], leave[0]]).filter(file => file.includes('/')));
  return [...files].map(file => {
    const isGood = isExecutable(path.resolve(folder, file));
    return { isGood, text: `The fault hook ${file} ${isGood ? 'can be run' : 'is no program that can be run'}` };
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
