import type { Exchange } from '../wire/exchange.ts';

/** The command that repeats a redacted exchange in a POSIX shell; secrets are the variables that hold them. */
export function curlCommand({ request }: Exchange): string {
  const { method, url, headers, note } = request;
  const verb = method === 'GET' ? [] : ['-X', quoted(method)];
  const fields = headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const remark = note ? [`# ${note}`] : [];
  return ['curl', '-i', '--path-as-is', ...verb, ...fields, quoted(url), ...remark].join(' ');
}

function quoted(text: string): string {
  const variable = /^(.*)<((?:OS|VBS)_[A-Z_]+)>$/.exec(text);
  if (variable && /^[\w: -]*$/.test(variable[1] ?? '')) return `"${variable[1]}$${variable[2]}"`;
  return /^[\w./:@=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
