#!/usr/bin/env node
import { runCommand } from './command-line.ts';
import { tolerateClosedOutput } from './terminal-of-process.ts';
import { worldOfProcess } from './world.ts';

tolerateClosedOutput();
process.exitCode = await runCommand(process.argv.slice(2), worldOfProcess());
