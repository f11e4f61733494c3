#!/usr/bin/env node
import { CommanderError } from 'commander';
import { commandLine } from './command-line.ts';
import { exitStatusFor } from './error-status.ts';
import { tolerateClosedOutput } from './terminal-of-process.ts';

tolerateClosedOutput();
try {
  await commandLine(status => {
    process.exitCode = status;
  }).parseAsync();
} catch (error) {
  // Commander has shown its own errors. It ends in this way for --help and --version, too.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else process.exitCode = exitStatusFor(error);
}
