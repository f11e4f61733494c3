/** Which TLS certificates are trusted. */
export interface Trust {
  /** Certificates of authorities in PEM, instead of Node's own. */
  readonly ca: string | undefined;
  /** Certificates are not verified at all; every report says so. */
  readonly isInsecure: boolean;
}

/** The same as options for Node's TLS. */
export function tlsOptions({ ca, isInsecure }: Trust): { readonly ca?: string; readonly rejectUnauthorized: boolean } {
  return { ...(ca === undefined ? {} : { ca }), rejectUnauthorized: !isInsecure };
}
