import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stateFolder } from '../../src/cli/open-faults.ts';
import { type KeptFault, keptFaults } from '../../src/faults/journal.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { ownState } from '../cli/command.ts';
import { message } from './bare-server.ts';
import { type ReplayingServer, replay } from './replaying-server.ts';

/** A service behind a gateway that answers 502 while there is a certain file. */
export interface FaultyService extends ReplayingServer {
  /** What the hooks have done so far, line by line: `enter`, `entered`, `leave`, `left`. */
  readonly steps: () => readonly string[];
  /** Whether the gateway answers 502. */
  readonly isBroken: () => boolean;
  /** Lets the gateway keep its answers to itself from now on, and give them. */
  readonly hold: () => void;
  readonly answer: () => void;
  /** Whether somebody waits for an answer that is held. */
  readonly isHeld: () => boolean;
  /** What the journal says of its fault. */
  readonly kept: () => KeptFault | undefined;
}

/** What the hook's two commands do in their middle, as a shell has it: a pause, or a failure. */
export interface Middles {
  readonly enter?: string;
  readonly leave?: string;
}

/**
 * The hook, which makes and removes the file. Whoever is to end it in its middle finds a process that it waits for, as
 * with a service that is being restarted.
 */
const hook = ({ enter = ':', leave = ':' }: Middles): string => `#!/bin/sh
step() { echo "$1" >> steps; }
step "$1"
case "$1" in
  enter) touch broken; ${enter}; step entered ;;
  leave) ${leave}; rm -f broken; step left ;;
esac
`;

/**
 * Starts the service, and writes its profile `targets/faulty.yaml` with the hook into the folder of a run.
 * @param lines further lines of the profile
 */
export async function startFaulty(
  folder: string,
  recording: Recording,
  middles: Middles = {},
  lines = '',
): Promise<FaultyService> {
  const [broken, steps, program] = ['broken', 'steps', 'hook.sh'].map(name => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  let isHolding = false;
  const held: (() => void)[] = [];
  const server = await replay(recording, (_, socket) => {
    if (!existsSync(broken)) return false;
    const page = message('502 Bad Gateway', { 'Content-Type': 'text/html' }, '<html><h1>502 Bad Gateway</h1></html>');
    const end = (): void => void socket.end(page);
    if (isHolding) held.push(end);
    else end();
    return true;
  });
  writeFileSync(program, hook(middles));
  chmodSync(program, 0o755);
  mkdirSync(path.join(folder, 'targets'));
  const command = (step: string): string => `${step}: [./hook.sh, ${step}]`;
  const faults = `faults:\n  502:\n    ${command('enter')}\n    ${command('leave')}\n`;
  writeFileSync(
    path.join(folder, 'targets/faulty.yaml'),
    `endpoint: ${server.origin}\nfault-variables: [OS_TOKEN, MARK]\n${lines}${faults}`,
  );
  const { VBS_ENDPOINT: _, VBS_FAULTS: __, ...env } = server.env;
  return {
    ...server,
    env,
    steps: () => (existsSync(steps) ? readFileSync(steps, 'utf8').trimEnd().split('\n') : []),
    isBroken: () => existsSync(broken),
    hold: () => {
      isHolding = true;
    },
    answer: () => {
      isHolding = false;
      for (const end of held.splice(0)) end();
    },
    isHeld: () => held.length > 0,
    kept: () => keptFaults(stateFolder(ownState(folder)))[0],
  };
}
