import { mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { packageRoot } from '../../src/cli/package-root.ts';
import { chosenPages } from '../../src/cli/pages.ts';
import { loadSpecifications } from '../../src/cli/specification.ts';
import { openFront } from '../../src/mock/front.ts';
import { readOperations, serveOperations } from '../../src/mock/kinds.ts';
import { routeRequests } from '../../src/mock/routes.ts';
import { issueTokens } from '../../src/mock/token-issuer.ts';

/** Embedded services with ports of their own. Their tokens are the same, so that one environment serves all their profiles. */
export interface ManyServices {
  /** Scheme, host and port of each. */
  readonly origins: readonly string[];
  /** The variables that all profiles need. */
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** Starts so many of them. @param delay milliseconds by which each of their answers comes later */
export async function startServices(count: number, delay = 0): Promise<ManyServices> {
  const specifications = loadSpecifications(chosenPages({}, packageRoot()), 'ruled');
  const operations = readOperations(
    specifications.map(({ contract, example }) => ({ name: contract.name, ...contract.operation, example })),
  );
  const project = operations.find(operation => operation.project !== undefined)?.project ?? '';
  const issuer = issueTokens(project, 'http://127.0.0.1/identity/v3');
  const { otherProject, tokens } = issuer;
  const started = await Promise.all(
    Array.from({ length: count }, async () => {
      const front = await openFront('127.0.0.1', 0);
      const late = delay > 0 ? await openDelay(Number(new URL(front.origin).port), delay) : undefined;
      const { origin } = late ?? front;
      front.serve(routeRequests(serveOperations(operations, { origin, project, otherProject }), issuer));
      return { origin, close: () => Promise.all([late?.close(), front.close()]) };
    }),
  );
  return {
    origins: started.map(({ origin }) => origin),
    env: {
      OS_TOKEN: tokens.member,
      OS_PROJECT_ID: project,
      VBS_OTHER_TOKEN: tokens.other,
      VBS_OTHER_PROJECT_ID: otherProject,
      VBS_NOROLE_TOKEN: tokens.norole,
      VBS_FAULTS: 'prefer',
    },
    close: async () => {
      await Promise.all(started.map(({ close }) => close()));
    },
  };
}

/** Passes bytes on to a port, and what comes back so many milliseconds later. */
async function openDelay(port: number, delay: number): Promise<Pick<net.Server, 'close'> & { origin: string }> {
  const server = net.createServer(client => {
    const upstream = net.connect(port, '127.0.0.1');
    client.pipe(upstream);
    upstream.on('data', chunk => setTimeout(() => client.write(chunk), delay));
    upstream.on('end', () => setTimeout(() => client.end(), delay));
    for (const socket of [client, upstream]) {
      socket.on('error', () => socket.destroy());
      socket.on('close', () => setTimeout(() => [client, upstream].map(one => one.destroy()), delay));
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.address() as net.AddressInfo;
  return { origin: `http://127.0.0.1:${own}`, close: () => server.close() };
}

/** Writes a profile for each service: `t001`, `t002`, … Returns the arguments that choose them all. */
export function writeProfiles(folder: string, origins: readonly string[]): string[] {
  mkdirSync(path.join(folder, 'targets'), { recursive: true });
  return origins.flatMap((origin, index) => {
    const name = `t${String(index + 1).padStart(3, '0')}`;
    writeFileSync(path.join(folder, 'targets', `${name}.yaml`), `endpoint: ${origin}\nproxy: ${origin}\n`);
    return ['--target', name];
  });
}
