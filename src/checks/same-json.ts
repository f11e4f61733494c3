/** Whether two values are the same JSON, in any order of members. The reader of JSON texts limits the depth. */
export const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

/** A value as JSON text that is the same for any order of members. */
export const canonical = (value: unknown): string | undefined => JSON.stringify(sorted(value));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}
