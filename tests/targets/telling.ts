import assert from 'node:assert/strict';
import { ConfigurationError } from '../../src/targets/target.ts';

/**
 * What an error has to be for `assert.throws` and `assert.rejects`: one sentence for whoever has to mend the configuration,
 * which this pattern matches, and in which nothing stands that is called a canary.
 */
export const told =
  (pattern: RegExp) =>
  (error: unknown): true => {
    assert.ok(error instanceof ConfigurationError, error instanceof Error ? error.stack : String(error));
    assert.match(error.message, pattern);
    assert.match(error.message, /^[^\n]+[^.\n]\.$/);
    assert.doesNotMatch(error.message, /canary/i);
    return true;
  };

/** The message of the configuration error that this ends with; undefined when it ends well. Any other error is passed on. */
export function messageOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
}
