/**
 * Names for addresses and files, each once: `acme-backup-4.2`, and `acme-backup-4.2-2` for another one of that label. Letters
 * and digits of any script stay, so that a name can be recognized.
 */
export function columnKeys(labels: readonly string[]): string[] {
  const used = new Set<string>();
  return labels.map(label => {
    const name = slug(label);
    let key = name;
    for (let number = 2; used.has(key); number += 1) key = `${name}-${number}`;
    used.add(key);
    return key;
  });
}

/** Characters of a name. */
const longest = 80;

function slug(label: string): string {
  const plain = label
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, '-');
  const name = Array.from(plain)
    .slice(0, longest)
    .join('')
    .replace(/^[-.]+|[-.]+$/g, '');
  return name === '' ? 'product' : name;
}
