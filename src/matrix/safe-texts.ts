import { linesSafe } from '../text/terminal-safe.ts';

/** The same JSON with every text in it as a reader may safely see it: what would turn or hide what is around it is visible. */
export function safeTexts<T>(value: T): T {
  return safe(value) as T;
}

function safe(value: unknown): unknown {
  if (typeof value === 'string') return linesSafe(value);
  if (Array.isArray(value)) return value.map(safe);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, safe(one)]));
}
