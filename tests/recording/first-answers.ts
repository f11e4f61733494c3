import type { Contract } from '../../src/contract/contract.ts';
import type { RunSoFar } from '../../src/recording/list-answers.ts';
import type { SettingNames } from '../../src/targets/target.ts';
import type { Exchange, FailureKind } from '../../src/wire/exchange.ts';
import { exchangeOf, responseOf } from './sample-exchange.ts';

/** An answer: a status, a list of ids, or why there is none. */
export type Answer = number | readonly string[] | FailureKind;

/** Whom and what a run asked about, where it is not the token, the project p1 and the backup b1. */
export interface Asked {
  readonly identifiedBy?: 'keystone' | 'keys';
  readonly simulated?: boolean;
  /** The names of its settings; undefined: none were kept. */
  readonly settings?: SettingNames;
  /** Undefined: none was configured. */
  readonly backup?: string | undefined;
}

/** The evidence of a run in which the first read of the operation, and the list, were answered so; undefined: not sent. */
export function runSoFarOf(
  { name }: Pick<Contract, 'name'>,
  read: Answer | undefined,
  list: Answer | undefined,
  asked: Asked = {},
): RunSoFar {
  const { identifiedBy, settings, simulated = false } = asked;
  const backup = 'backup' in asked ? asked.backup : 'b1';
  const targetName = simulated ? 'mock' : 'vbs.test';
  const target = { name: targetName, simulated, endpoint: 'https://vbs.test:8776/volume', project: 'p1', admin: false };
  const parameters = { project_id: 'p1', ...(backup === undefined ? {} : { backup_id: backup }) };
  return {
    target: { ...target, ...(identifiedBy ? { identifiedBy } : {}), ...(settings ? { settings } : {}) },
    operations: [{ page: `vbs/v3/${name}`, name, parameters }],
    exchanges: [
      ...(list === undefined ? [] : [answered(`${name}/list`, 'detail?limit=100', list)]),
      ...(read === undefined ? [] : [answered(`${name}/show`, backup ?? '', read)]),
    ],
  };
}

function answered(name: string, below: string, answer: Answer): Exchange {
  const request = { method: 'GET', url: `https://vbs.test:8776/volume/v3/p1/backups/${below}`, headers: [] };
  if (typeof answer === 'string') {
    return exchangeOf({ name, request, response: undefined, failure: { kind: answer, message: 'so it failed' } });
  }
  if (typeof answer === 'number') return exchangeOf({ name, request, response: responseOf('{}', [], answer) });
  const backups = answer.map(id => ({ id, status: 'available' }));
  return exchangeOf({ name, request, response: responseOf(JSON.stringify({ backups })) });
}
