/**
 * More backups in addition to that of an example and its incremental twin, so that lists have something to filter and to
 * divide into pages: together they are seven backups of two disks, in three states. Two have the same name.
 * Each of these has its values in place of the example's. A member that the example lacks stays away.
 */

import { incrementalBackup } from './incremental-backup.ts';

/** The incremental twin is a backup of this disk, too. A backup without `volume_id` here is of the example's disk. */
const { volume_id } = incrementalBackup;

/** The five in the project of the example. */
export const furtherBackups: readonly Readonly<Record<string, unknown>>[] = [
  {
    status: 'available',
    description: null,
    availability_zone: 'zone-2',
    fail_reason: null,
    size: 40,
    object_count: 814,
    container: 'nightly-backups',
    name: 'nightly',
    created_at: '2024-03-02T01:30:07.000000',
    snapshot_id: null,
    updated_at: '2024-03-02T01:52:40.118204',
    data_timestamp: '2024-03-02T01:30:00.000000',
    has_dependent_backups: false,
    is_incremental: false,
  },
  {
    status: 'error',
    description: null,
    availability_zone: null,
    volume_id,
    fail_reason: 'The disk was detached while it was read',
    size: 40,
    object_count: 0,
    container: 'nightly-backups',
    name: 'nightly',
    created_at: '2024-03-01T01:30:05.000000',
    snapshot_id: null,
    updated_at: '2024-03-01T01:33:19.640071',
    data_timestamp: '2024-03-01T01:30:00.000000',
    has_dependent_backups: false,
    is_incremental: false,
  },
  {
    status: 'restoring',
    description: 'the last state that is known to work',
    availability_zone: 'zone-2',
    fail_reason: null,
    size: 40,
    object_count: 798,
    container: 'manual-backups',
    name: 'before the upgrade',
    created_at: '2024-02-20T16:04:51.000000',
    snapshot_id: 'e8f1b0a7-52c6-4d3e-9b78-604d1a2c9f35',
    updated_at: '2024-03-03T09:12:30.275519',
    data_timestamp: '2024-02-20T16:04:48.902113',
    has_dependent_backups: false,
    is_incremental: false,
  },
  {
    status: 'available',
    description: JSON.stringify({ DESC: 'everything on the disk', INC: 0 }),
    availability_zone: 'zone-1',
    volume_id,
    fail_reason: null,
    size: 40,
    object_count: 803,
    container: 'weekly-backups',
    name: 'weekly',
    created_at: '2024-02-04T02:00:03.000000',
    snapshot_id: null,
    updated_at: '2024-02-04T02:27:45.530916',
    data_timestamp: '2024-02-04T02:00:00.000000',
    has_dependent_backups: true,
    is_incremental: false,
  },
  {
    status: 'available',
    description: null,
    availability_zone: 'zone-1',
    volume_id,
    fail_reason: null,
    size: 20,
    object_count: 402,
    container: 'manual-backups',
    name: 'après la migration',
    created_at: '2024-01-15T11:20:36.000000',
    snapshot_id: null,
    updated_at: '2024-01-15T11:31:08.457730',
    data_timestamp: '2024-01-15T11:20:33.081645',
    has_dependent_backups: false,
    is_incremental: false,
  },
];

/** The one in the other project, which has nothing in common with them. */
export const foreignBackup: Readonly<Record<string, unknown>> = {
  status: 'available',
  description: null,
  availability_zone: 'zone-3',
  volume_id: '17d3a9c2-8e40-4b6f-a5d1-c93f0e7b2648',
  fail_reason: null,
  size: 10,
  object_count: 199,
  container: 'archive-of-others',
  name: 'of another project',
  created_at: '2024-02-25T05:45:12.000000',
  snapshot_id: null,
  updated_at: '2024-02-25T05:49:57.306482',
  data_timestamp: '2024-02-25T05:45:10.713359',
  has_dependent_backups: false,
  is_incremental: false,
};
