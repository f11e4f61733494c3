import type { TestContext } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { loadContract } from '../../src/cli/specification.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { type Prober, probe } from '../../src/probing/probing.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { fixedSession } from '../../src/targets/session.ts';
import type { Subjects } from '../../src/targets/subjects.ts';
import type { Target } from '../../src/targets/target.ts';
import { showBackupPage } from '../contract/show-backup.ts';
import { type BareServer, jsonMessage, serveBare } from '../endpoints/bare-server.ts';
import { sampleTarget } from '../targets/sample-target.ts';
import { quietProber } from './quiet-prober.ts';

export const { contract } = loadContract(packageRoot(), showBackupPage, 'ruled');

/** The list that a backup is looked up in, as an operation. */
export const listSpecification = loadContract(packageRoot(), 'vbs/v3/list-backups-details', 'ruled');
export const listContract = listSpecification.contract;

/** A second operation that is asked like the first. */
export const otherContract: Contract = { ...contract, id: 'vbs/v3/other', name: 'other' };

/** What a service answers to a request, told by its head; undefined: nothing, and it hangs up. */
export type Answering = (head: string) => string | undefined;

export const isList = (head: string): boolean => head.includes('/backups/detail');
export const isRead = (head: string): boolean => head.startsWith('GET /v3/p1/backups/b');

const backupShown = jsonMessage('200 OK', { backup: { id: 'b1', links: [] } });

/** Shows every backup to everybody, and lists two. */
export const friendly: Answering = head =>
  isList(head)
    ? jsonMessage('200 OK', {
        backups: [
          { id: 'b1', status: 'error' },
          { id: 'b2', status: 'available' },
        ],
      })
    : backupShown;

export async function serveFor(t: TestContext, answer: Answering): Promise<BareServer> {
  const server = await serveBare((socket, head) => {
    const text = answer(head);
    if (text === undefined) socket.destroy();
    else socket.end(text);
  });
  t.after(server.close);
  return server;
}

export const targetAt = ({ origin }: BareServer, change: Partial<Target> = {}): Target => ({
  ...sampleTarget({ endpoint: origin, proxy: origin, timeout: 60_000 }),
  ...change,
});

export const known = { backup_id: 'b1' };

export const record = (
  target: Target,
  subjects: Subjects = known,
  change: Partial<Prober> = {},
  contracts: readonly Contract[] = [contract],
): Promise<Recording> => probe(fixedSession(target), quietProber(contracts, target, subjects, change));
