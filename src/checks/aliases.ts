/** Ids that checks had in earlier versions, and those that they have now: old → new. */
export const aliases: ReadonlyMap<string, string> = new Map();

/** The id that a check has now. @param renamed old → new; an id may have been renamed several times */
export function currentId(id: string, renamed = aliases): string {
  let now = id;
  // No longer than there are names: a circle ends, too.
  for (let step = 0; step < renamed.size; step += 1) now = renamed.get(now) ?? now;
  return now;
}
