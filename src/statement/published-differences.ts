import { type Edition, editionDigest } from '../contract/edition.ts';
import { reportDifferences } from '../reports/report-differences.ts';
import type { ToldCheck, ToldReport } from '../reports/told-report.ts';
import type { Product } from './product.ts';
import type { Statement } from './statement.ts';
import { statementPage } from './statement-page.ts';
import { submissionFiles } from './submission.ts';
import { namedDifferences } from './submission-differences.ts';

/** What a submission has besides its statement where its recording was left out. */
export interface PublishedFiles {
  readonly report: ToldReport;
  readonly product: Product;
  readonly page: string;
}

/** In what a statement differs from the files beside it, as far as these tell without the recording. */
export function publishedDifferences(stated: Statement, { report, product, page }: PublishedFiles): string[] {
  const { files: _, ...rest } = stated;
  const isSamePage = statementPage(rest) === page;
  return [
    ...namedDifferences(submissionFiles.statement, reportDifferences(toldBy(stated), toldIn(report, stated, product))),
    ...(isSamePage ? [] : [`${submissionFiles.page} is not the page of this statement`]),
  ];
}

/** The part of a statement that a report tells, too. */
function toldBy({ suite, verdict, why, edition, product, run, deviations, unproven, profiles }: Statement): object {
  return {
    suite,
    verdict,
    why,
    edition,
    product,
    run: { target: run.target, start: run.start, requests: run.requests },
    deviations: deviations.map(one => `${one.check}: ${one.verdict}`),
    unproven: sorted(unproven.flatMap(({ checks }) => checks)),
    applicable: profiles.reduce((sum, { applicable }) => sum + applicable, 0),
    violated: profiles.reduce((sum, { violated }) => sum + violated, 0),
  };
}

function toldIn(report: ToldReport, { edition }: Statement, product: Product): object {
  const { suite, verdict, why, target, start, requests, proven } = report;
  const checks = report.checks.filter(({ id }) => !id.startsWith('waivers/'));
  const deviant = checks.filter(one => /^(?:failed|warned|waived)$/.test(outcomeOf(one)));
  return {
    suite,
    verdict,
    why,
    edition: { ...edition, sha256: digestOf(report) } satisfies Edition,
    product,
    run: { target: target.name, start, requests },
    deviations: deviant.map(one => `${one.id}: ${outcomeOf(one)}`),
    unproven: sorted(checks.filter(one => outcomeOf(one) === 'unproven').map(({ id }) => id)),
    applicable: proven.applicable,
    violated: deviant.filter(one => one.level === 'MUST' && outcomeOf(one) !== 'warned').length,
  };
}

const outcomeOf = ({ verdict, withoutStrict }: ToldCheck): string => withoutStrict ?? verdict;

const sorted = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

const digestOf = ({ operations }: ToldReport): string =>
  editionDigest(
    operations.map(({ page, source: { sha256 } }) => ({ id: page, page: sha256.page, notes: sha256.notes })),
  );
