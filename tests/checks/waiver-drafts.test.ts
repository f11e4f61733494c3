import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Deviation } from '../../src/checks/deviation.ts';
import { type FailingCheck, waiverDrafts } from '../../src/checks/waiver-drafts.ts';
import { waiver } from './sample-waivers.ts';

const operation = { id: 'vbs/v3/show-backup', name: 'show-backup' };
const got404 = (place: string): Deviation => ({ place, kind: 'status', expected: '405', got: '404' });
const finding = (id: string, ...deviations: readonly Deviation[]): FailingCheck => ({
  id: `${operation.id}/${id}`,
  operation,
  deviations,
});

const idsOf = (...findings: readonly FailingCheck[]): string[] => waiverDrafts(findings, []).map(({ id }) => id);

test('an id tells the check and what came, and no two are the same', () => {
  assert.deepEqual(idsOf(finding('status/405', got404('status/405/patch'))), ['show-backup-status-405-got-404']);
  assert.deepEqual(
    idsOf(finding('status/405', got404('status/405/patch'), got404('status/405/trace'), got404('status/405/patch'))),
    [
      'show-backup-status-405-got-404',
      'show-backup-status-405-got-404-at-status-405-trace',
      'show-backup-status-405-got-404-at-status-405-patch',
    ],
  );
  const tenant = { place: 'backup.os:tenant_id', kind: 'absent', expected: 'present', got: '→' } as const;
  assert.deepEqual(idsOf(finding('response/os:tenant_id/presence', tenant)), [
    'show-backup-response-os-tenant-id-presence-got-other',
  ]);
  const many = waiverDrafts(
    [finding('a', ...Array(4).fill(got404('a')))],
    [waiver('x', 'a b c d', { id: 'show-backup-a-got-404' })],
  );
  assert.deepEqual(
    many.map(({ id }) => id.slice('show-backup-a-got-404'.length)),
    ['-at-a', '-at-a-2', '-at-a-3', '-at-a-4'],
  );
});

test('an entry is for one deviation of one check, by its whole id', () => {
  const [draft] = waiverDrafts([finding('status/405', got404('status/405/patch'))], []);
  assert.equal(draft?.check, 'vbs/v3/show-backup/status/405');
  assert.deepEqual(draft?.deviation, got404('status/405/patch'));
});

test('what has an entry gets no second one', () => {
  const two = finding('status/405', got404('status/405/patch'), got404('status/405/trace'));
  const own = waiver('status/*', 'status/405/patch status 405 404', { until: '2020-01-01' });
  assert.deepEqual(
    waiverDrafts([two], [own]).map(({ deviation }) => deviation.place),
    ['status/405/trace'],
  );
  assert.equal(waiverDrafts([two], [{ ...own, check: 'status/404' }]).length, 2);
});
