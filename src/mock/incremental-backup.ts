/**
 * A second backup in addition to that of an example. Examples show a full backup whose description is null. What is documented
 * about incremental backups, and about descriptions that are JSON text, can only be seen on a backup that has them.
 */

/** The members that make the difference; a resource without them gets no twin. */
export const distinguishing: readonly string[] = ['is_incremental', 'description'];

/** The values that it has in place of the example's. A member that the example lacks stays away. */
export const incrementalBackup: Readonly<Record<string, unknown>> = {
  status: 'available',
  description: JSON.stringify({ DESC: 'changes since the last full backup', INC: 1 }),
  availability_zone: 'zone-1',
  volume_id: '5f0c9b1e-3d27-4c86-9a41-b7e2d60f8315',
  fail_reason: null,
  size: 40,
  object_count: 17,
  container: 'incremental-backups',
  name: 'nightly-incremental',
  created_at: '2024-02-11T01:30:04.000000',
  snapshot_id: 'c2a7e4d8-6b13-4f59-8e0d-1f94a3c7b562',
  updated_at: '2024-02-11T01:34:52.410337',
  data_timestamp: '2024-02-11T01:30:00.000000',
  has_dependent_backups: false,
  is_incremental: true,
};
