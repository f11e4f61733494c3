import { shellWord } from '../text/shell-word.ts';
import type { Exchange } from '../wire/exchange.ts';

/** An exchange is judged by a hundred checks, and each names its command. */
const commands = new WeakMap<Exchange, string>();

/** The command that repeats a redacted exchange in a POSIX shell; secrets are replaced by their variables. */
export function curlCommand(exchange: Exchange): string {
  const command = commands.get(exchange) ?? commandOf(exchange);
  commands.set(exchange, command);
  return command;
}

function commandOf({ request }: Exchange): string {
  const { method, url, headers, note } = request;
  const verb = method === 'GET' ? [] : ['-X', quoted(method)];
  const fields = headers.flatMap(([name, value]) => ['-H', quoted(field(name, value))]);
  const remark = note ? [`# ${note.replace(/\p{Cc}/gu, ' ')}`] : [];
  return ['curl', '-i', '-g', '--path-as-is', ...verb, ...fields, quoted(url), ...remark].join(' ');
}

/** curl leaves a field out when nothing follows its colon; a semicolon in the colon's place sends it empty. */
const field = (name: string, value: string): string => (value === '' ? `${name};` : `${name}: ${value}`);

function quoted(text: string): string {
  const variable = /^([\w: -]*)<((?:OS|VBS)_[A-Z_]+)>$/.exec(text);
  return variable ? `"${variable[1]}$${variable[2]}"` : shellWord(text);
}
