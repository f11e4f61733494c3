import type { Agent } from 'node:http';

/**
 * What makes connections through a forward proxy: requests in absolute form for an http endpoint, a tunnel for https
 * (RFC 9110, sections 7.1 and 9.3.6). Loaded only where a proxy is set.
 */
export async function agentThrough(proxy: string, endpoint: URL): Promise<Agent> {
  if (endpoint.protocol === 'https:') {
    const { HttpsProxyAgent } = await import('https-proxy-agent');
    return new HttpsProxyAgent(proxy);
  }
  const { HttpProxyAgent } = await import('http-proxy-agent');
  return new HttpProxyAgent(proxy);
}
