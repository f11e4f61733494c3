import type { Agent } from 'node:http';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { HttpsProxyAgent as TunnelAgent } from 'https-proxy-agent';
import { hostOf } from './connection.ts';
import { type NetworkError, networkError, ProxyError } from './network-error.ts';

/**
 * What makes connections through a forward proxy: requests in absolute form for an http endpoint, a tunnel for https
 * (RFC 9110, sections 7.1 and 9.3.6). Loaded only where a proxy is set.
 */
export async function agentThrough(proxy: string, endpoint: URL): Promise<Agent> {
  if (endpoint.protocol === 'http:') {
    const { HttpProxyAgent } = await import('http-proxy-agent');
    return connectingUntilDestroyed(new HttpProxyAgent(proxy));
  }
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  const host = hostOf(endpoint);
  // Where the endpoint is an address, Node would check its certificate for "localhost".
  const identity = { checkServerIdentity: (_: string, peer: PeerCertificate) => checkServerIdentity(host, peer) };
  return connectingUntilDestroyed(new HttpsProxyAgent(proxy), identity);
}

type ProxyAgent = Agent & Pick<TunnelAgent<string>, 'connect' | 'connectOpts'>;

/**
 * Makes an agent stop connecting when the request is destroyed. Node does not report that to the agent, so that a proxy
 * that says nothing would keep the process alive. Errors of the proxy become a `ProxyError`. If the proxy refuses the tunnel,
 * its answer is not taken for the endpoint's.
 * @param tls options for TLS at the end of a tunnel
 */
function connectingUntilDestroyed(agent: ProxyAgent, tls: object = {}): Agent {
  const { connect } = agent;
  agent.connect = async (request, options) => {
    const connecting = new AbortController();
    const { destroy } = request;
    request.destroy = error => {
      connecting.abort();
      return destroy.call(request, error);
    };
    agent.connectOpts = { ...agent.connectOpts, signal: connecting.signal };
    let status = 200;
    // Only a tunnel has a status here. The answer to the request itself comes later.
    request.once('proxyConnect', ({ statusCode = 200 }: { readonly statusCode?: number }) => {
      status = statusCode;
    });
    try {
      const socket = await connect.call(agent, request, { ...options, ...tls });
      if (status === 200) return socket;
      socket.destroy();
      throw new ProxyError(refusedTunnel(status));
    } catch (error) {
      const isTold = error instanceof ProxyError || connecting.signal.aborted;
      throw isTold ? error : new ProxyError(networkError(error));
    } finally {
      request.destroy = destroy;
    }
  };
  return agent;
}

const refusedTunnel = (status: number): NetworkError => ({
  kind: 'refused',
  message:
    status === 407
      ? 'a name and a password are required (407); use a URL such as http://name:password@proxy.example.com:3128'
      : `the connection to this address is refused (${status})`,
});
