import { withinBytes } from '../text/bytes.ts';

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

/** What a name has at most: more would not be read, and a file system takes 255 bytes with what stands around it. */
const longest = { characters: 80, bytes: 200 } as const;

function slug(label: string): string {
  const plain = label
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, '-');
  const short = Array.from(plain).slice(0, longest.characters).join('');
  const name = withinBytes(short, longest.bytes).replace(/^[-.]+|[-.]+$/g, '');
  return name === '' ? 'product' : name;
}
