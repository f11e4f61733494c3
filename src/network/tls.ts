/** Which TLS certificates are trusted, and which certificate the client sends. */
export interface Trust {
  /** Certificates of authorities in PEM, instead of Node's own. */
  readonly ca: string | undefined;
  /** Certificates are not verified at all; every report says so. */
  readonly isInsecure: boolean;
  /** The certificate that the client sends; missing: none. */
  readonly own?: OwnCertificate;
}

/** A client certificate and its key, in PEM. */
export interface OwnCertificate {
  readonly cert: string;
  readonly key: string;
}

/** Options for Node's TLS. */
interface TlsOptions extends Partial<OwnCertificate> {
  readonly ca?: string;
  readonly rejectUnauthorized: boolean;
}

/** The same as options for Node's TLS. */
export function tlsOptions({ ca, isInsecure, own }: Trust): TlsOptions {
  return { ...(ca === undefined ? {} : { ca }), ...own, rejectUnauthorized: !isInsecure };
}
