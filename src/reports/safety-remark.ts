import type { RecordedTarget } from '../recording/recording.ts';

/** What lets somebody on the network read tokens, or change answers. */
type Safety = Pick<RecordedTarget, 'insecure' | 'unencrypted'>;

/** Tells a reader that the connection to the service was not safe; undefined: it was safe. */
export function safetyRemark({ insecure, unencrypted }: Safety): string | undefined {
  const remarks = [
    ...(insecure ? ['TLS certificates are NOT verified (OS_INSECURE)'] : []),
    ...(unencrypted ? ['Tokens may be sent to the service UNENCRYPTED (VBS_ALLOW_HTTP)'] : []),
  ];
  return remarks.length === 0 ? undefined : remarks.join('; ');
}
