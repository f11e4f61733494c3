import path from 'node:path';
import type { TargetSources } from '../../src/targets/configured-target.ts';
import type { Files } from '../../src/targets/files.ts';

/** The files of a machine that exists in a test only, by their absolute paths. */
export function filesOf(texts: Readonly<Record<string, string>> = {}): Files {
  const all = new Map(Object.entries(texts).map(([file, text]) => [path.resolve('/folder', file), text]));
  return { read: file => all.get(file), folder: '/folder', home: '/home/user' };
}

/** What a plan is made of beside the environment, changed as a test needs it. */
export function sourcesOf(change: Partial<TargetSources> = {}): TargetSources {
  return {
    files: filesOf(),
    userAgent: 'vbs-conformance/0.0.0',
    rate: undefined,
    options: {},
    on: [],
    off: [],
    ...change,
  };
}
