import { decodedBody } from '../recording/body.ts';
import type { Response } from '../wire/exchange.ts';

/** As Python, JavaScript, Java and Go write them. */
const patterns: readonly RegExp[] = [
  /Traceback \(most recent call last\)/,
  /File "[^"\n]{1,300}", line \d+/,
  /(?:^|\n|\\n)\s*at [\w$.<>[\] ]{1,200}\([^()\n]{1,300}:\d+(?::\d+)?\)/,
  /(?:^|\n|\\n)\s*at (?:[\w$]+\.)+[\w$<>]+\([\w$]+\.java:\d+\)/,
  /goroutine \d+ \[[a-z ]+\]:/,
];

/** A line of a program's call stack in a body; searched as bytes, because a body that is not text can contain one, too. */
export function stackTraceIn(response: Response): string | undefined {
  const body = decodedBody(response);
  const text = Buffer.from(body.error === undefined ? body.bytes : response.body).toString('latin1');
  return patterns.map(pattern => pattern.exec(text)?.[0]).find(found => found !== undefined);
}
