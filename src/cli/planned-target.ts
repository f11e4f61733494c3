import { parametersIn } from '../contract/path.ts';
import { type Plan, planOf } from '../probes/plan.ts';
import type { PlanSources } from '../reports/intentions.ts';
import type { Subjects } from '../targets/subjects.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import type { CurrentRun } from './current-run.ts';
import { previewOfChosen } from './open-session.ts';
import { userAgent } from './package-root.ts';

/** What a run will do to one target, and what that was made of. */
export interface PlannedTarget extends PlanSources {
  readonly plan: Plan;
}

/** Plans a run of one target; nothing is sent for it. @throws ConfigurationError for a subject that cannot be found */
export function plannedTarget(run: CurrentRun, target: ChosenTarget): PlannedTarget {
  const { contracts, env, root } = run;
  const preview = previewOfChosen(target, { env, userAgent: userAgent(root) });
  const names = contracts.flatMap(({ operation }) => parametersIn(operation.path));
  /** Words in place of subjects: `BACKUP_ID`. The embedded service has one for each parameter. */
  const words: Subjects = Object.fromEntries(names.map(name => [name, name.toUpperCase()]));
  const subjects = target.configured?.subjects ?? words;
  const plan = planOf(contracts, preview, subjects, neededBy(run));
  return { plan, contracts, preview, subjects: { ...words, ...subjects } };
}

/** The names of the ways and links that the run's checks judge. Nothing else is sent, nor a fault caused for it. */
const neededBy = ({ operations }: CurrentRun): ReadonlySet<string> =>
  new Set(
    operations.flatMap(({ contract, checks }) =>
      checks.flatMap(({ needs }) => needs.map(name => `${contract.name}/${name}`)),
    ),
  );
