/** Why Playwright's shards are refused, and what to do instead. */
export const noShards =
  '--shard would ask the service everything in each shard. Give each job operations of its own instead, as with --only \'show-backup/**\', and join their reports with "vbs-conformance merge".';
