import type { Failure } from './exchange.ts';
import type { Limits } from './limits.ts';

/** A body on its way in. */
export interface IncomingBody {
  /** Takes a chunk; false when that is too much, and the rest need not come. */
  readonly add: (chunk: Uint8Array) => boolean;
  /** The body, or the beginning of one that is too large. To be called once, at the end. */
  readonly bytes: () => Uint8Array;
}

/** Makes the bodies of an operation, which share one bound: many answers side by side may be large at the same time. */
export function bodiesWithin({ bodyBytes, allBodyBytes, keptBytes }: Limits): () => IncomingBody {
  let free = allBodyBytes;
  return () => {
    // One buffer that grows, since the other side may send a million small chunks.
    let store = Buffer.alloc(0);
    let size = 0;
    let beginning: Buffer | undefined;
    const makeRoom = (needed: number): boolean => {
      if (needed <= store.length) return true;
      if (needed > bodyBytes || needed - store.length > free) return false;
      const capacity = Math.min(Math.max(needed, 2 * store.length), bodyBytes, store.length + free);
      free -= capacity - store.length;
      const larger = Buffer.alloc(capacity);
      store.copy(larger);
      store = larger;
      return true;
    };
    const add = (chunk: Uint8Array): boolean => {
      if (beginning) return false;
      if (!makeRoom(size + chunk.length)) {
        beginning = Buffer.concat([store.subarray(0, Math.min(size, keptBytes)), chunk]).subarray(0, keptBytes);
        return false;
      }
      store.set(chunk, size);
      size += chunk.length;
      return true;
    };
    const bytes = (): Uint8Array => {
      const kept = Buffer.from(beginning ?? store.subarray(0, size));
      free += store.length - kept.length;
      store = Buffer.alloc(0);
      return kept;
    };
    return { add, bytes };
  };
}

/** The failure of an exchange whose body did not fit. */
export const tooLarge = ({ bodyBytes, allBodyBytes }: Limits): Failure => ({
  kind: 'too-large',
  message: `the body has more than ${bodyBytes} bytes, or all bodies together more than ${allBodyBytes}; the rest was not read`,
});
