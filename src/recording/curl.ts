import { shellWord } from '../text/shell-word.ts';
import type { Exchange } from '../wire/exchange.ts';

/** An exchange is judged by a hundred checks, and each names its command. */
const commands = new WeakMap<Exchange, string>();

/**
 * The command that repeats a redacted exchange in a POSIX shell: curl, or what leaves a request unfinished. Secrets are
 * replaced by their variables.
 */
export function curlCommand(exchange: Exchange): string {
  const command = commands.get(exchange) ?? commandOf(exchange);
  commands.set(exchange, command);
  return command;
}

function commandOf({ request }: Exchange): string {
  return request.unfinished ? unfinished(request) : curl(request);
}

function curl({ method, url, headers, note, sentTo }: Exchange['request']): string {
  const verb = method === 'GET' ? [] : ['-X', quoted(method)];
  const fields = headers.flatMap(([name, value]) => ['-H', quoted(field(name, value))]);
  const remark = note ? [`# ${note.replace(/\p{Cc}/gu, ' ')}`] : [];
  // The environment may say that this host is not asked through a proxy.
  const proxy = sentTo === undefined ? [] : ['-x', shellWord(sentTo), '--noproxy', "''"];
  return ['curl', '-i', '-g', '--path-as-is', ...proxy, ...verb, ...fields, quoted(url), ...remark].join(' ');
}

/** Seconds for which the command leaves the request open. */
const patience = 120;

/** curl always ends a header section. */
function unfinished({ method, url, headers, sentTo }: Exchange['request']): string {
  const { host, pathname, search } = new URL(url);
  const { protocol, hostname, port } = new URL(sentTo ?? url);
  const lines = [`${method} ${pathname}${search} HTTP/1.1`, `Host: ${host}`, ...headers.map(field => field.join(': '))];
  const head = `printf '%s\\r\\n' ${lines.map(shellWord).join(' ')}; printf 'X-Unfinished: '; sleep ${patience}`;
  const to =
    protocol === 'https:'
      ? `openssl s_client -quiet -connect ${shellWord(`${hostname}:${port || 443}`)}`
      : `nc ${shellWord(hostname.replace(/^\[|\]$/g, ''))} ${port || 80}`;
  return `{ ${head}; } | ${to}`;
}

/** curl leaves a field out when nothing follows its colon; a semicolon in the colon's place sends it empty. */
const field = (name: string, value: string): string => (value === '' ? `${name};` : `${name}: ${value}`);

function quoted(text: string): string {
  const variable = /^([\w: -]*)<((?:OS|VBS)_[A-Z_]+)>$/.exec(text);
  return variable ? `"${variable[1]}$${variable[2]}"` : shellWord(text);
}
