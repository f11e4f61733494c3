import { readFileSync } from 'node:fs';
import path from 'node:path';
import { codeOf, makeFolders } from '../faults/own-files.ts';
import { ConfigurationError } from '../targets/target.ts';
import { packageRoot } from './package-root.ts';
import { isProfileName, profileFile } from './profile-file.ts';
import { tellOn } from './terminal-of-process.ts';
import { sentenceOf, writeNew } from './whole-files.ts';
import type { World } from './world.ts';

/** What a new user wants to begin with. */
export interface InitOptions {
  /** Whose pipeline runs the suite; undefined: no file for one is written. */
  readonly ci?: string;
  /** The name of the target. */
  readonly name: string;
}

/** A file that a new user needs, and what it is made from. */
interface Beginning {
  /** Its path below the folder of the user. */
  readonly file: string;
  /** The path of its template below the folder of the package. */
  readonly template: string;
}

/** Where each CI system looks for its file. */
const pipelines: Readonly<Record<string, Beginning>> = {
  github: { file: '.github/workflows/conformance.yml', template: 'templates/github.yml' },
  gitlab: { file: '.gitlab-ci.yml', template: 'templates/gitlab.yml' },
};

/** The name that the target has in the templates. */
const nameInTemplates = /\bstaging\b/g;

/**
 * Writes what a new user begins with: a profile, `.env.example` and, on request, the file of a CI system. A file that is there
 * is named and left as it is.
 * @returns the exit status
 * @throws ConfigurationError when an option is unknown, or a file can neither be written nor is there
 */
export function init({ ci, name }: InitOptions, { folder, stdout }: World): number {
  refuseName(name);
  const beginnings = [
    { file: path.relative(folder, profileFile(folder, name)), template: 'templates/target.yaml' },
    { file: '.env.example', template: '.env.example' },
    ...(ci === undefined ? [] : [pipelineOf(ci)]),
  ];
  const root = packageRoot();
  for (const { file, template } of beginnings) {
    const text = readFileSync(path.join(root, template), 'utf8').replace(nameInTemplates, name);
    const isWritten = writeUnlessThere(path.join(folder, file), text);
    const ours = path.relative(folder, path.join(root, template));
    tellOn(stdout, isWritten ? `written: ${file}` : `left as it is, because it is there: ${file} (ours is ${ours})`);
  }
  tellOn(stdout, nextSteps(name));
  if (ci !== undefined) tellOn(stdout, pipelineStep);
  return 0;
}

function refuseName(name: string): void {
  if (name === 'mock' || name === 'cloud')
    throw new ConfigurationError(`--name is "${name}", which is a target without a profile; choose another name.`);
  if (!isProfileName(name) || name.startsWith('-'))
    throw new ConfigurationError(
      `--name is "${name}"; write it in letters, digits, _ and -, with no - at its beginning, as "staging".`,
    );
}

function pipelineOf(ci: string): Beginning {
  const pipeline = Object.entries(pipelines).find(([system]) => system === ci)?.[1];
  if (pipeline) return pipeline;
  throw new ConfigurationError(`--ci is "${ci}"; set it to ${Object.keys(pipelines).join(' or ')}.`);
}

/** Returns whether the file was not there, and is written. A link in its place counts as a file, wherever it leads. */
function writeUnlessThere(file: string, text: string): boolean {
  try {
    makeFolders(path.dirname(file));
    writeNew(file, [text]);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && isOwnPlace(error, file)) return false;
    throw sentenceOf(
      error,
      code => `${file} cannot be written (${code}); see that its folder can be made and written to.`,
    );
  }
}

/** Whether the error is about the file, and not about something else in the place of its folder. */
const isOwnPlace = (error: unknown, file: string): boolean =>
  error instanceof Error && 'path' in error && error.path === file;

const nextSteps = (name: string): string => `
Next:
  1. Say in targets/${name}.yaml where the service is. What is secret goes into .env, a copy of .env.example.
  2. See that .gitignore names .env, and also reports/ and node_modules/: .env is never to be committed.
  3. npx vbs-conformance doctor --target ${name}`;

const pipelineStep = '  4. Commit package.json and package-lock.json, too: the pipeline installs what they say.';
