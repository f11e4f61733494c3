import type { Agent, ClientRequest } from 'node:http';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { HttpProxyAgent as PlainAgent } from 'http-proxy-agent';
import type { HttpsProxyAgent as TunnelAgent } from 'https-proxy-agent';

/**
 * What makes connections through a forward proxy: requests in absolute form for an http endpoint, a tunnel for https
 * (RFC 9110, sections 7.1 and 9.3.6). Loaded only where a proxy is set.
 */
export function agentThrough(proxy: string, endpoint: URL): Promise<Agent> {
  if (endpoint.protocol === 'http:') return plainThrough(proxy);
  return tunnelThrough(proxy, endpoint.hostname.replace(/^\[|\]$/g, ''));
}

async function plainThrough(proxy: string): Promise<Agent> {
  const { HttpProxyAgent } = await import('http-proxy-agent');
  return new (class extends HttpProxyAgent<string> {
    override connect(...[request, options]: Parameters<PlainAgent<string>['connect']>) {
      return whileWanted(request, signal => {
        this.connectOpts = { ...this.connectOpts, signal };
        return super.connect(request, options);
      });
    }
  })(proxy);
}

/** A tunnel at whose end somebody has a certificate for this host: left to itself, an address is taken for "localhost". */
async function tunnelThrough(proxy: string, host: string): Promise<Agent> {
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  const identity = { checkServerIdentity: (_: string, peer: PeerCertificate) => checkServerIdentity(host, peer) };
  return new (class extends HttpsProxyAgent<string> {
    override connect(...[request, options]: Parameters<TunnelAgent<string>['connect']>) {
      return whileWanted(request, signal => {
        this.connectOpts = { ...this.connectOpts, signal };
        return super.connect(request, { ...options, ...identity });
      });
    }
  })(proxy);
}

/**
 * Makes a connection for a request, and gives it up when the request is: Node tells nobody that a request without a
 * connection was destroyed, and one to a proxy that says nothing would keep the process alive.
 */
async function whileWanted<T>(request: ClientRequest, connect: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const given = new AbortController();
  const { destroy } = request;
  request.destroy = error => {
    given.abort();
    return destroy.call(request, error);
  };
  try {
    return await connect(given.signal);
  } finally {
    request.destroy = destroy;
  }
}
