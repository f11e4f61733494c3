import type { RecordedTarget } from '../recording/recording.ts';

/** What lets somebody on the way to the service read tokens, or write the answers. */
type Safety = Pick<RecordedTarget, 'insecure' | 'unencrypted'>;

/** What a reader has to know of how safely the service was reached; undefined when that is nothing. */
export function safetyRemark({ insecure, unencrypted }: Safety): string | undefined {
  const remarks = [
    ...(insecure ? ['TLS certificates are NOT verified (OS_INSECURE)'] : []),
    ...(unencrypted ? ['Tokens may go to the service UNENCRYPTED (VBS_ALLOW_HTTP)'] : []),
  ];
  return remarks.length === 0 ? undefined : remarks.join('; ');
}
