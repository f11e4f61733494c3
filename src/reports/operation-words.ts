import type { Contract } from '../contract/contract.ts';
import { terminalSafe } from '../text/terminal-safe.ts';
import type { Terminal } from './terminal.ts';

/** An operation, where a heading names it: `show-backup: GET /v3/{project_id}/backups/{backup_id}`. */
export const operationWords = (contract: Contract): string => `${contract.name}: ${requestWords(contract)}`;

/** What is asked for: `GET /v3/{project_id}/backups/{backup_id}`. */
export const requestWords = ({ operation: { method, path } }: Contract): string => `${method} ${path}`;

/** The same as a heading on a screen. */
export const operationHeading = (contract: Contract, { paint }: Terminal): string =>
  paint('heading', terminalSafe(operationWords(contract)));
