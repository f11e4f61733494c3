import { createHash } from 'node:crypto';
import type { JudgedOperation } from '../checks/run-result.ts';
import type { JudgedWith } from '../recording/judged-with.ts';
import type { Recording } from '../recording/recording.ts';
import { ConfigurationError } from '../targets/target.ts';
import { chosenChecks, withMatches } from './chosen-checks.ts';
import { chosenPages, type PagesFolder } from './pages.ts';
import { recordedSpecifications } from './recorded-specifications.ts';
import { type LoadedSpecification, loadSpecifications } from './specification.ts';

/** Pages, and the operations that a recording is judged by which follow from them. */
export interface JudgingSpecs {
  readonly specifications: readonly LoadedSpecification[];
  readonly operations: readonly JudgedOperation[];
}

/** Where judging gets its pages from. What was made for one recording serves the next ones, too. */
export interface SpecsSource {
  /** Where today's pages are. */
  readonly pages: PagesFolder;
  /** By the pages that the recording carries. @throws SpecificationError, ConfigurationError where it carries none */
  readonly recorded: (judgedWith: JudgedWith) => JudgingSpecs;
  /** By today's pages about what the recording in this file asked. @throws ConfigurationError where there are none */
  readonly today: (recording: Recording, file: string) => JudgingSpecs;
}

/** What a recording is judged with that does not say it. */
export const withoutOptions: Pick<JudgedWith, 'strictness' | 'options' | 'interrupted'> = {
  strictness: 'ruled',
  options: { strict: false },
};

/**
 * @param specs a folder with today's pages in place of the suite's own
 * @param folder absolute path of the folder that the command was started in
 */
export function specsSource(specs: string | undefined, folder: string): SpecsSource {
  const recorded = remembering();
  const today = remembering();
  const pages = chosenPages(specs === undefined ? {} : { specs }, folder);
  return {
    pages,
    recorded: ({ strictness, options, texts }) =>
      recorded([strictness, options.specs, options.only, texts], () => {
        const specifications = recordedSpecifications({ strictness, options, texts, waivers: [] });
        return { specifications, operations: chosenChecks(specifications, options, 'The option --only in it') };
      }),
    today: ({ judgedWith = withoutOptions, operations }, file) => {
      const { strictness, options } = judgedWith;
      const asked = operations.map(({ page }) => page);
      if (options.specs !== undefined && specs === undefined)
        throw new ConfigurationError(`${file} ${otherPages(options.specs)}`);
      return today([strictness, options.only, asked], () => {
        const all = loadSpecifications(pages, strictness);
        const specifications = all.filter(({ contract }) => asked.includes(contract.id));
        if (specifications.length === 0) throw new ConfigurationError(`${file} ${noSuchPages(asked)}`);
        return { specifications, operations: chosenChecks(specifications, withMatches(specifications, options)) };
      });
    },
  };
}

/** Its folder is not looked for: a recording does not say which files of this machine are read. */
const otherPages = (specs: string): string =>
  `was judged by pages in "${specs}", not by the suite's own; name the folder of today's with --specs.`;

const noSuchPages = (asked: readonly string[]): string =>
  `asked what no page of today is about (${asked.join(', ')}); name a folder with such pages with --specs.`;

/** Recordings of a year have few different pages. */
const mostRemembered = 8;

/** Makes a thing once for each key, of which the latest are remembered. */
function remembering(): (key: unknown, make: () => JudgingSpecs) => JudgingSpecs {
  const made = new Map<string, JudgingSpecs>();
  return (key, make) => {
    const digest = createHash('sha256').update(JSON.stringify(key)).digest('hex');
    const specs = made.get(digest) ?? make();
    made.delete(digest);
    made.set(digest, specs);
    const [oldest] = made.keys();
    if (made.size > mostRemembered && oldest !== undefined) made.delete(oldest);
    return specs;
  };
}
