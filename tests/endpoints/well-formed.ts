/** What is wrong with an XML document of elements, attributes and text; undefined when it is well-formed. */
export function xmlFault(xml: string): string | undefined {
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/, '');
  const stray = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.exec(body);
  if (stray) return `a character that XML cannot hold at ${stray.index}`;
  const open: string[] = [];
  let roots = 0;
  for (const [token] of body.trim().matchAll(/<[^>]*>|[^<]+|</g)) {
    if (!token.startsWith('<')) {
      if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(token))
        return `a bare ampersand in ${token.slice(0, 60)}`;
      continue;
    }
    const [, closing, name, attributes = '', empty] =
      /^<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w:.-]+="(?:[^"&<]|&(?:amp|lt|gt|quot|apos|#\d+);)*")*)\s*(\/?)>$/.exec(token) ??
      [];
    if (name === undefined) return `no tag: ${token.slice(0, 60)}`;
    if (closing && (attributes !== '' || open.pop() !== name)) return `</${name}> closes nothing`;
    if (!closing && open.length === 0) roots += 1;
    if (!closing && !empty) open.push(name);
  }
  if (open.length > 0) return `<${open.at(-1)}> is not closed`;
  return roots === 1 ? undefined : `${roots} roots`;
}
