/** The names that a misspelt one may stand for, nearest first: at most a third of a name's characters differ. */
export function nearestNames(misspelt: string, names: readonly string[]): string[] {
  const measured = names
    .map(name => ({ name, most: Math.floor(name.length / 3) }))
    .filter(({ name, most }) => Math.abs(name.length - misspelt.length) <= most)
    .map(one => ({ ...one, distance: editDistance(misspelt, one.name) }));
  const near = measured.filter(({ distance, most }) => distance <= most);
  return near.sort((a, b) => a.distance - b.distance).map(({ name }) => name);
}

/** How many characters have to be inserted, deleted or replaced to make one text of the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  // A row has the distances of all beginnings of `to` from one beginning of `from`.
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, character] of from.split('').entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (character === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
