import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { operationDiagnoses } from '../checks/operation-diagnoses.ts';
import { contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { subjectParametersIn } from '../contract/path.ts';
import { reach } from '../network/connection.ts';
import { openingOf, type Plan } from '../probes/plan.ts';
import { firstRead } from '../probes/ways.ts';
import { type Prober, probe } from '../probing/probing.ts';
import { faultsIn } from '../probing/run-time.ts';
import { whyNotTested } from '../recording/not-tested.ts';
import { operationRecording } from '../recording/operation-recording.ts';
import type { Recording } from '../recording/recording.ts';
import { wrapped } from '../reports/terminal.ts';
import type { Session } from '../targets/session.ts';
import { ConfigurationError, type Target } from '../targets/target.ts';
import { capitalized } from '../text/capitalized.ts';
import { announcementOf } from './announcement.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import type { CurrentRun } from './current-run.ts';
import { plannedTarget } from './planned-target.ts';
import { openReachableRun } from './reachable-run.ts';
import { withProber } from './record-target.ts';
import type { RunOptions } from './settings.ts';
import { shownSettings } from './shown-settings.ts';
import { tellOn, terminalOf } from './terminal-of-process.ts';
import type { World } from './world.ts';

/**
 * Says in plain words what a run would do to each target, then whether everything that it needs is there: the service is
 * read once for each operation, as the run would begin, and where that is refused its list. What else a run connects to is
 * connected to, and hears nothing.
 * @returns the exit status: 2 when something is wrong
 */
export async function doctor(options: RunOptions, world: World): Promise<number> {
  const run = await openReachableRun(options, world);
  const terminal = terminalOf(world.stdout, run.env);
  let status = 0;
  for (const target of run.targets) {
    const announce = (opened?: Target): void => {
      tellOn(world.stdout, planText(run, target, opened));
    };
    for (const { isGood, text } of await examine(run, target, announce)) {
      tellOn(world.stdout, wrapped(`  ${isGood ? '✓' : '✗'} `, 4, shownSettings(text, run.env), terminal));
      if (!isGood) status = 2;
    }
    world.stdout.write('\n');
  }
  return status;
}

/** @param opened the target once it was opened; undefined: it could not be */
function planText(run: CurrentRun, target: ChosenTarget, opened: Target | undefined): string {
  const { line, requests, unsent, bounds, rows } = announcementOf(run, target, opened && { rate: opened.rate });
  const terminal = terminalOf(run.world.stdout, run.env);
  const layout = { margin: '  ', columns: terminal.columns };
  const needs = `What it needs${opened ? ` (to see that, ${openingWords(plannedTarget(run, target).plan)})` : ''}:`;
  return [
    line,
    '',
    'What a run does there:',
    ...rows(requests, ({ purpose }) => purpose, layout),
    wrapped('  ', 2, bounds, terminal),
    ...(unsent.length > 0 ? ['', 'What it does not do, and so leaves unproven:'] : []),
    ...rows(unsent, ({ reason }) => reason, layout),
    '',
    wrapped('', 0, needs, terminal),
  ].join('\n');
}

/** The requests that are sent at once. */
function openingWords(plan: Plan): string {
  const steps = openingOf(plan).stages.flatMap(stage => stage.steps);
  const now = steps.flatMap(step => (step.kind === 'lookup' || step.kind === 'request' ? step.name : []));
  const explanations = steps.flatMap(step => {
    if (step.kind !== 'list') return [];
    const reads = step.operations.map(operation => `${operation}/${firstRead}`);
    return `, and ${step.name} if ${listed(reads, 'or')} is refused`;
  });
  return `the doctor sends ${listed(now, 'and')} now${explanations.join('')}`;
}

/** `a, b and c`. */
function listed(words: readonly string[], conjunction: 'and' | 'or'): string {
  const last = words.slice(-2).join(` ${conjunction} `);
  return [...words.slice(0, -2), last].join(', ');
}

interface Finding {
  readonly isGood: boolean;
  readonly text: string;
}

/** @param announce called before anything is sent to the service */
function examine(
  run: CurrentRun,
  target: ChosenTarget,
  announce: (opened?: Target) => void,
): Promise<readonly Finding[]> {
  const { signal } = new AbortController();
  const examination = withProber(
    run,
    target,
    { progress: () => {}, interrupted: signal, inTurn: (_, use) => use() },
    async (session, prober) => {
      announce(await session.withTokensFor(0));
      return examineOpened(run, session, prober).catch(findingOf);
    },
  );
  return examination.catch(error => {
    const findings = findingOf(error);
    announce();
    return findings;
  });
}

async function examineOpened({ world }: CurrentRun, session: Session, prober: Prober): Promise<readonly Finding[]> {
  const { plan } = prober;
  const recording = await probe(session, { ...prober, plan: openingOf(plan) });
  const opened = await session.withTokensFor(0);
  // What is wrong with the own user is wrong in every operation, and said once.
  const read = new Map(prober.contracts.flatMap(one => readOf(one, recording)).map(one => [one.text, one]));
  return [...knownTo(session), ...read.values(), ...(await reachable(plan, opened)), ...hooksOf(plan, world.folder)];
}

/** A setting that makes a run impossible as a finding. Any other error is a fault of ours. */
function findingOf(error: unknown): readonly Finding[] {
  if (!(error instanceof ConfigurationError)) throw error;
  return [{ isGood: false, text: error.message }];
}

/** Whether an operation can be tested, as its first read tells. */
function readOf(contract: Contract, recording: Recording): Finding[] {
  const { damage } = recording;
  if (damage !== undefined) return [{ isGood: false, text: `${capitalized(damage)}.` }];
  const notTested = whyNotTested(recording, contract);
  const bad = notTested === undefined ? operationDiagnoses(contract, recording, false) : [notTested];
  if (bad.length > 0) return bad.map(text => ({ isGood: false, text }));
  const { parameters } = operationRecording(recording, contract.name);
  const about = subjectParametersIn(contract.operation.path).map(name => `, ${name} ${parameters[name]}`);
  const answer = `${contract.name}/${firstRead} is answered with ${contract.success}`;
  return [{ isGood: true, text: `The ${contentName(contract.body)} can be read (${answer}${about.join('')})` }];
}

const knownTo = (session: Session): Finding[] =>
  session.identities().map(words => ({ isGood: true, text: `Keystone gives a token to ${words}` }));

/** Every address besides the endpoint that a run connects to. */
async function reachable({ stages }: Plan, target: Target): Promise<Finding[]> {
  const { front, proxy, route, trust, timeout } = target;
  const sent = stages.flatMap(({ steps }) => steps.flatMap(step => (step.kind === 'request' ? step.name : [])));
  const isSent = (way: string): boolean => sent.some(name => name.endsWith(`/${way}`));
  const places = [
    ...(route === undefined ? [] : [{ what: 'The proxy to the endpoint', url: route }]),
    ...(front === undefined || !isSent('status/408/unfinished') ? [] : [{ what: 'The front for 408', url: front }]),
    ...(proxy === undefined || !isSent('status/407/proxy') ? [] : [{ what: 'The proxy for 407', url: proxy }]),
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
function hooksOf(plan: Plan, folder: string): Finding[] {
  const hooks = faultsIn(plan).map(({ hook }) => hook);
  const files = new Set(hooks.flatMap(({ enter, leave }) => [enter[0], leave[0]]).filter(file => file.includes('/')));
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
