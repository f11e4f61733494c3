import type { Progress } from '../probing/probing.ts';
import { type ProbingState, probingText, probingTextOfSeveral } from '../reports/progress-text.ts';
import { type Output, progressOn } from './terminal-of-process.ts';
import type { World } from './world.ts';

/** A target's share of the terminal. */
export interface TerminalShare {
  /** What is written to it appears together, once all that comes before it has ended. */
  readonly world: World;
  /** Shows how far the target is probed, as part of one line about all targets. */
  readonly progress: Progress;
  /** The target is not probed any more. */
  readonly probed: () => void;
  /** Nothing more will be written. */
  readonly end: () => void;
}

/** Shares the terminal of a world among so many targets, which may be tested at the same time. The first one has its turn first. */
export function sharedTerminal(world: World, count: number): readonly TerminalShare[] {
  const line = progressOn(world.stderr);
  const states = new Map<number, ProbingState>();
  const held = Array.from({ length: count }, (): (() => void)[] => []);
  const ended = new Set<number>();
  let turn = 0;
  let done = 0;

  const showProgress = (): void => {
    const [state, ...others] = states.values();
    if (!state) line.clear();
    else line.show(others.length > 0 ? probingTextOfSeveral([state, ...others], done, count) : probingText(...state));
  };
  const inTurn = (index: number, write: () => void): void => {
    if (index === turn) write();
    else held[index]?.push(write);
  };
  const shareOf = (stream: Output, index: number): Output => ({
    isTTY: stream.isTTY,
    columns: stream.columns,
    hasColors: () => stream.hasColors(),
    write: text =>
      inTurn(index, () => {
        line.clear();
        stream.write(text);
      }),
  });
  return held.map((_, index) => ({
    world: { ...world, stdout: shareOf(world.stdout, index), stderr: shareOf(world.stderr, index) },
    progress: (...state) => {
      states.set(index, state);
      showProgress();
    },
    probed: () => {
      if (states.delete(index)) done += 1;
      showProgress();
    },
    end: () => {
      ended.add(index);
      while (ended.has(turn)) {
        turn += 1;
        for (const write of held[turn]?.splice(0) ?? []) write();
      }
    },
  }));
}
