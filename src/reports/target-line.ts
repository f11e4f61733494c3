import type { Contract } from '../contract/contract.ts';
import { isProject, parametersIn } from '../contract/path.ts';
import { type ConfiguredTarget, hasIdleCredentials } from '../targets/configured-target.ts';
import { accessWords } from '../targets/preview.ts';
import { type Subjects, subjectFor, subjectNoun } from '../targets/subjects.ts';
import type { Environment } from '../targets/variables.ts';

/** Marks a run whose answers may have been made up by anybody on the way. */
export const insecureRemark = 'TLS certificates are NOT verified (OS_INSECURE)';

/**
 * The first line of a run: which target was chosen, as whom it is asked, and how to choose another where the choice may
 * be unexpected.
 * @param configured undefined for the embedded service
 * @param byEnvironment whether the environment chose, and not the command line
 */
export function targetLine(
  configured: ConfiguredTarget | undefined,
  contracts: readonly Contract[],
  env: Environment,
  byEnvironment: boolean,
): string {
  if (!configured) {
    const idle = byEnvironment && hasIdleCredentials(env);
    const remark = '; credentials are set, so choose their cloud with --target cloud, or set VBS_ENDPOINT to a service';
    return `Target: the embedded service${idle ? remark : ''}`;
  }
  const { name, endpoint, access, subjects, trust } = configured;
  const project = access.kind === 'keystone' ? '' : `, project ${access.project}`;
  const where = endpoint ?? "the endpoint of Keystone's catalog";
  const own = endpoint !== undefined && new URL(endpoint).host === name ? '' : `${name}, `;
  const about = contracts.flatMap(contract => subjectWords(contract, subjects)).map(words => `, ${words}`);
  const remark = trust.isInsecure ? `; ${insecureRemark}` : '';
  return `Target: ${own}${where} (${accessWords(access)}${project}${[...new Set(about)].join('')}${remark})`;
}

/** What an operation is asked about: `backup 2ef47aee-…`. */
const subjectWords = ({ name, operation }: Contract, subjects: Subjects): string[] =>
  parametersIn(operation.path)
    .filter(parameter => !isProject(parameter))
    .map(parameter => `${subjectNoun(parameter)} ${subjectFor(subjects, name, parameter) ?? 'the first available'}`);
