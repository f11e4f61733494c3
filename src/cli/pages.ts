import { readdirSync } from 'node:fs';
import path from 'node:path';

/** The ids of all pages below `specs/`, in the order of their names: `vbs/v3/show-backup`. */
export function pageIds(root: string): string[] {
  const files = readdirSync(path.join(root, 'specs'), { recursive: true, encoding: 'utf8' });
  const pages = files.filter(file => file.endsWith('.rst')).map(file => file.slice(0, -'.rst'.length));
  return pages.map(file => file.split(path.sep).join('/')).sort();
}
