/** Whose TLS certificates are believed. */
export interface Trust {
  /** Certificates of authorities in PEM, in place of those that Node brings along. */
  readonly ca: string | undefined;
  /** Certificates are not verified at all; every report says so. */
  readonly isInsecure: boolean;
}

/** The same in the words of Node's TLS. */
export function tlsOptions({ ca, isInsecure }: Trust): { readonly ca?: string; readonly rejectUnauthorized: boolean } {
  return { ...(ca === undefined ? {} : { ca }), rejectUnauthorized: !isInsecure };
}
