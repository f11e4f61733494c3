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
export function plannedTarget({ contracts, env, root }: CurrentRun, target: ChosenTarget): PlannedTarget {
  const preview = previewOfChosen(target, { env, userAgent: userAgent(root) });
  const names = contracts.flatMap(({ operation }) => parametersIn(operation.path));
  /** Words in place of subjects: `BACKUP_ID`. The embedded service has one for each parameter. */
  const words: Subjects = Object.fromEntries(names.map(name => [name, name.toUpperCase()]));
  const subjects = target.configured?.subjects ?? words;
  return { plan: planOf(contracts, preview, subjects), contracts, preview, subjects: { ...words, ...subjects } };
}
