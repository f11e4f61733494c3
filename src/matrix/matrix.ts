import type { Kind } from '../checks/check.ts';
import type { ConformanceProfile, ProfileResult } from '../checks/conformance-profiles.ts';
import type { Deviation } from '../checks/deviation.ts';
import type { PageSource } from '../checks/run-result.ts';
import type { Outcome } from '../checks/verdict.ts';
import type { JudgedRun } from '../comparison/judged-run.ts';
import type { Citation, Level } from '../contract/citation.ts';
import type { Evidence } from '../probes/way.ts';
import type { AnsweredBy } from '../recording/answered-by.ts';
import type { ShownProduct } from './product.ts';
import type { ShownExchange } from './shown-exchange.ts';

/** Facts by products: each fact a row, each run of a product a column. Plain JSON, which the page contains. */
export interface Matrix {
  /** Name and version of the suite that made it. */
  readonly suite: string;
  /** The state of pages that the columns are measured by: the latest that has a name, else that of most columns. */
  readonly edition: MatrixEdition;
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
  /** What cells say, each once: most products answer alike. */
  readonly findings: readonly CellFinding[];
  /** The texts of all cited files, each state of a file once. */
  readonly texts: readonly CitedText[];
}

/** A state of all pages: its name, where it has one, and its digest. */
export interface MatrixEdition {
  readonly name?: string;
  readonly sha256: string;
}

/** A state of a cited file. */
export interface CitedText {
  readonly source: string;
  readonly text: string;
  /** Whether this suite knows the edition that it is of. Else it is what a recording has. */
  readonly isKnown: boolean;
}

/** A run of a product. */
export interface MatrixColumn {
  /** Its name in addresses and file names, which no other column has: `acme-backup-4.2`. */
  readonly key: string;
  readonly label: string;
  readonly product: ShownProduct;
  readonly edition: MatrixEdition;
  readonly profiles: readonly ProfileResult[];
  /** The run, for comparisons, without its verdicts. */
  readonly run: Omit<JudgedRun, 'checks' | 'pages'>;
  readonly pages: Readonly<Record<string, PageSource>>;
  /** Where the texts are that its citations are about, by their files. */
  readonly texts: Readonly<Record<string, number>>;
  /** The exchanges of what did not pass, by their names. */
  readonly exchanges: Readonly<Record<string, ShownExchange>>;
  /** What a reader has to know of the whole column, as sentences. */
  readonly remarks: readonly string[];
  /** The last day of its statement, where it has one. */
  readonly validUntil?: string;
}

/** A fact. */
export interface MatrixRow {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  /** The page's id: `vbs/v3/show-backup`. */
  readonly page: string;
  readonly kind: Kind | 'others';
  readonly profile: ConformanceProfile;
  readonly cites: readonly Citation[];
  /** Where its findings are, by columns; null where a column was not judged by it. */
  readonly cells: readonly (number | null)[];
}

/** What a column's run says of a fact. */
export interface CellFinding {
  readonly verdict: Outcome;
  readonly evidence?: Evidence;
  readonly answeredBy?: AnsweredBy;
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly cites: readonly Citation[];
  readonly deviations: readonly Deviation[];
  readonly waivers: readonly string[];
  /** Which deviations no waiver is about, where others have one. */
  readonly unwaived?: string;
  /** The names of the exchanges that are shown, and how many there are besides. */
  readonly exchanges: readonly string[];
  readonly furtherExchanges: number;
}

/** What a cell says; undefined where its column was not judged by its row. */
export const findingAt = (
  { findings }: Pick<Matrix, 'findings'>,
  row: MatrixRow,
  column: number,
): CellFinding | undefined => {
  const index = row.cells[column];
  return index === null || index === undefined ? undefined : findings[index];
};

/** The operation of a page: `show-backup`. */
export const operationOfPage = (page: string): string => page.slice(page.lastIndexOf('/') + 1);

/** A state of all pages for people: its name, or the beginning of its digest. */
export const editionText = ({ name, sha256 }: MatrixEdition): string => name ?? `unnamed, ${sha256.slice(0, 8)}`;

/** Whether a column was judged by other pages than the matrix is measured by. */
export const isOfOtherEdition = ({ edition }: Matrix, column: MatrixColumn): boolean =>
  column.edition.sha256 !== edition.sha256;

/** The day of a column's run. */
export const dayOfColumn = ({ run }: MatrixColumn): string => run.start.slice(0, 10);

/** Why the verdicts of a column prove nothing by themselves, in a word each; empty where they do. */
export const reservationsOn = ({ run }: MatrixColumn): string[] => [
  ...(run.target.simulated ? ['simulated'] : []),
  ...(run.judged === 'as written' ? ['as written'] : []),
];

/** Until when a statement is valid, seen on a day as `2027-06-30`. */
export const validityWords = (validUntil: string, day: string): string =>
  validUntil < day ? `expired on ${validUntil}` : `valid until ${validUntil}`;
