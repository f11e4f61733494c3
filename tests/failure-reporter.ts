import path from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';

/** Names the failing tests with their place and reason, and ends with the counts that `node --test` gives. */
export default async function* failureReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const { type, data } of events) {
    if (type === 'test:pass' && process.stdout.isTTY) yield '.';
    if (type === 'test:diagnostic' && data.nesting === 0) yield `# ${data.message}\n`;
    if (type === 'test:stderr') yield data.message;
    if (type === 'test:fail') {
      const { cause, failureType } = data.details.error as Error & { readonly failureType?: string };
      // A test around others fails with them, and says nothing of its own.
      if (failureType === 'subtestsFailed') continue;
      const place = data.file === undefined ? '' : ` (${path.relative('', data.file)}:${data.line ?? 1})`;
      yield `\nnot ok: ${data.name}${place}\n${cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause)}\n`;
    }
  }
}
