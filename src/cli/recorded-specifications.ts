import path from 'node:path';
import { SpecificationError } from '../contract/notes.ts';
import type { JudgedWith } from '../recording/judged-with.ts';
import { fileFormat } from './file-formats.ts';
import type { PageTexts } from './page-texts.ts';
import { checkedIds, pageFile, specsFolder } from './pages.ts';
import { type LoadedSpecification, type PagesPlace, specificationsFrom } from './specification.ts';

/**
 * The specifications that a recording carries. Nothing of this machine is read.
 * @throws SpecificationError where they are not as a run writes them
 */
export function recordedSpecifications(judgedWith: JudgedWith): LoadedSpecification[] {
  const place = recordedPages(judgedWith);
  const ids = checkedIds(recordedIds(judgedWith), place.specs);
  if (ids.length === 0) throw new SpecificationError([`/judgedWith/texts has no page in ${place.specs}/`]);
  return specificationsFrom(place, ids, judgedWith.strictness);
}

/** The pages of a recording as a place that specifications come from. */
export function recordedPages({ texts, options }: JudgedWith): PagesPlace {
  const byFile = new Map(Object.entries(texts));
  return { texts: file => byFile.get(file), specs: specsFolder(options.specs), format: fileFormat('page-notes') };
}

/** The pages, as paths below their folder. */
function recordedIds({ texts, options }: JudgedWith): string[] {
  const begin = pageFile(specsFolder(options.specs), '').slice(0, -'.rst'.length);
  const pages = Object.keys(texts).filter(file => file.startsWith(begin) && file.endsWith('.rst'));
  return pages.map(file => file.slice(begin.length, -'.rst'.length));
}

/** The same texts under the names that they would have in another folder. */
export const renamedPages =
  ({ texts, specs }: PagesPlace, to: string): PageTexts =>
  file =>
    texts(path.join(specs, path.relative(to, file)));
