import type { Recording } from '../../src/recording/recording.ts';
import { changed, reads, recordEmbedded, withBackup } from '../checks/embedded-recording.ts';

/** What a terminal, an HTML page or XML would obey. */
export const hostile = '\u001b[31mred\u0007 <script>alert(1)</script> ]]> "&\u0000 \u202e';

/** A recording of a service that sends such words as values and as names. */
export const spoilt: Recording = changed(
  await recordEmbedded(),
  reads,
  withBackup(backup => Object.assign(backup, { size: hostile, [hostile]: 1, status: hostile })),
);
