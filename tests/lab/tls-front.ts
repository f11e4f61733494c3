import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** A front that speaks TLS with a certificate that no public authority has signed. */
export interface TlsFront {
  readonly origin: string;
  /** The file with the certificate, for `OS_CACERT`. */
  readonly certificate: string;
  readonly close: () => Promise<void>;
}

/** Starts a front before an http origin. `openssl` makes its certificate, in `folder`. */
export async function startTlsFront(behind: string, folder: string): Promise<TlsFront> {
  const certificate = path.join(mkdtempSync(path.join(folder, 'tls-')), 'certificate.pem');
  const key = certificate.replace('certificate', 'key');
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', certificate];
  execFileSync('openssl', [...made, ...names], { stdio: 'ignore' });
  const pair = { key: readFileSync(key), cert: readFileSync(certificate) };
  const server = https.createServer(pair, (request, response) => {
    const onwards = http.request(
      new URL(request.url ?? '/', behind),
      { method: request.method, headers: request.headers },
      answer => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onwards.on('error', () => response.destroy());
    request.pipe(onwards);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  };
  return { origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, certificate, close };
}
