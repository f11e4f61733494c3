const hidden = '<hidden>';

/** How programs and people write credentials, and what replaces them. */
const forms: readonly (readonly [RegExp, string])[] = [
  // -u name:password, --user=name:password, --proxy-user "name:password"
  [/((?:^|[\s"'])(?:-[uU]\s*|--(?:proxy-)?user[\s=]+)["']?[^\s:"']+:)[^\s"']+/g, `$1${hidden}`],
  // Authorization: Basic …, X-Auth-Token: …
  [
    /\b((?:proxy-)?authorization|x-(?:auth|subject|service)-token|(?:set-)?cookie)(["']?\s*[:=]\s*["']?)[^"'\s][^"'\r\n]*/gi,
    `$1$2${hidden}`,
  ],
  // https://name:password@host
  [/(:\/\/)[^/\s@"']+(?=@)/g, `$1${hidden}`],
  // --password …, password=…, "password": "…"
  [
    /((?:^|[\s"'_-])(?:password|passwd|passphrase|secret|token|api[-_]?key|secret[-_]?key)(?:=|["']\s*:\s*["']))[^\s"'<][^\s"']*/gi,
    `$1${hidden}`,
  ],
  [/((?:^|[\s"'])--?(?:password|passwd|passphrase|secret|token|api[-_]?key)\s+)[^\s"'<-][^\s"']*/gi, `$1${hidden}`],
];

/** A text without the credentials in commands, header fields and URLs. */
export function withoutCredentials(text: string): string {
  return forms.reduce((rest, [form, open]) => rest.replace(form, open), text);
}
