import { readdirSync } from 'node:fs';
import path from 'node:path';
import { operationName } from '../contract/contract.ts';
import { SpecificationError } from '../contract/notes.ts';

/**
 * The ids of all pages below `specs/`, in the order of their names: `vbs/v3/show-backup`.
 * @throws SpecificationError where two end in the same name, since exchanges are told apart by it
 */
export function pageIds(root: string): string[] {
  const files = readdirSync(path.join(root, 'specs'), { recursive: true, encoding: 'utf8' });
  const pages = files.filter(file => file.endsWith('.rst')).map(file => file.slice(0, -'.rst'.length));
  const ids = pages.map(file => file.split(path.sep).join('/')).sort();
  const problems = ids.flatMap((id, index) => {
    const other = ids.slice(0, index).find(one => operationName(one) === operationName(id));
    return other ? [`specs/${id}.rst:1: specs/${other}.rst has the same name; rename one of them.`] : [];
  });
  if (problems.length > 0) throw new SpecificationError(problems);
  return ids;
}
