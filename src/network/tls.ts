/** Whose TLS certificates are believed, and which one is shown in return. */
export interface Trust {
  /** Certificates of authorities in PEM, in place of those that Node brings along. */
  readonly ca: string | undefined;
  /** Certificates are not verified at all; every report says so. */
  readonly isInsecure: boolean;
  /** Left out where no certificate is shown. */
  readonly own?: OwnCertificate;
}

/** The client's certificate and its key, in PEM. */
export interface OwnCertificate {
  readonly cert: string;
  readonly key: string;
}

/** Trust in the words of Node's TLS. */
interface TlsOptions extends Partial<OwnCertificate> {
  readonly ca?: string;
  readonly rejectUnauthorized: boolean;
}

/** The same in the words of Node's TLS. */
export function tlsOptions({ ca, isInsecure, own }: Trust): TlsOptions {
  return { ...(ca === undefined ? {} : { ca }), ...own, rejectUnauthorized: !isInsecure };
}
