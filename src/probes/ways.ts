import type { OpenAnswer, Way } from './way.ts';

const way = (name: string, title: string, evidence: Way['evidence'], open: readonly OpenAnswer[]): Way => ({
  name: `status/${name}`,
  code: Number(name.split('/')[0]),
  title,
  evidence,
  open,
});

/** Only another code contradicts: 200 is a fault that did not come about, or a preference ignored. */
const faults = (code: number): readonly Way[] => [
  way(`${code}/hook`, "GET during the operator's fault hook", 'hooked', [200, 'no answer']),
  way(`${code}/prefer`, `GET with Prefer: code=${code}`, 'simulated', [200, 'no answer']),
];

/** The ways to each status; all are tried. The first read itself, `show`, is the way to 200. */
export const ways: readonly Way[] = [
  { name: 'show', code: 200, title: 'GET the backup', evidence: 'observed', open: [] },
  way('400/malformed-project', 'GET below a malformed project id', 'observed', [403, 404]),
  way('400/foreign-project', "GET below a project id that is not the token's", 'observed', [403, 404]),
  way('400/malformed-version', 'GET with a malformed OpenStack-API-Version', 'observed', [200]),
  way('401/no-token', 'GET without a token', 'observed', []),
  way('401/wrong-token', 'GET with a wrong token', 'observed', []),
  way('403/no-role', 'GET with a token without a role', 'observed', [400, 404]),
  way('403/other-project', "GET with another project's token", 'observed', [400, 404]),
  way('404/unknown-id', 'GET an unknown id', 'observed', []),
  way('405/patch', 'PATCH without a body', 'observed', [501, '403 from a front']),
  way('405/trace', 'TRACE without a token', 'observed', ['anything else']),
  way('406/version', 'GET with an unsupported OpenStack-API-Version', 'observed', [200, 400]),
  way('406/accept', 'GET with an unacceptable Accept', 'observed', ['anything but 5xx']),
  way('407/proxy', 'GET through a proxy without credentials', 'provoked', ['anything else']),
  way('408/unfinished', 'a request that never finishes', 'provoked', [400, 'no answer']),
  ...faults(409),
  ...faults(500),
  way('501/method', 'an invented method', 'provoked', [400, 403, 404, 405]),
  {
    ...way('501/transfer-encoding', 'GET with Transfer-Encoding: gzip, chunked', 'provoked', ['anything else']),
    optIn: true,
  },
  ...faults(502),
  ...faults(503),
  ...faults(504),
];
