import type { Contract } from '../contract/contract.ts';
import { subjectParametersIn } from '../contract/path.ts';
import type { ConfiguredTarget } from '../targets/configured-target.ts';
import { accessWords } from '../targets/preview.ts';
import { type Subjects, subjectFor, subjectNoun } from '../targets/subjects.ts';
import { safetyRemark } from './safety-remark.ts';

/**
 * The first line of a run: which target is tested, and as whom it is asked.
 * @param configured undefined for the embedded service
 * @param isDefault whether neither the command line nor the environment chose a target
 */
export function targetLine(
  configured: ConfiguredTarget | undefined,
  contracts: readonly Contract[],
  isDefault: boolean,
): string {
  if (!configured) return `Target: the embedded service${isDefault ? embeddedRemark : ''}`;
  const { name, endpoint, access, subjects, trust, allowsHttp } = configured;
  const project = access.kind === 'keystone' ? '' : `, project ${access.project}`;
  const where = endpoint ?? "the endpoint of Keystone's catalog";
  const own = endpoint !== undefined && new URL(endpoint).host === name ? '' : `${name}, `;
  const about = contracts.flatMap(contract => subjectWords(contract, subjects)).map(words => `, ${words}`);
  const remark = safetyRemark({
    ...(trust.isInsecure ? { insecure: true } : {}),
    ...(allowsHttp ? { unencrypted: true } : {}),
  });
  const inBrackets = `${accessWords(access)}${project}${[...new Set(about)].join('')}${remark ? `; ${remark}` : ''}`;
  return `Target: ${own}${where} (${inBrackets})`;
}

/** Says how another target is chosen. */
const embeddedRemark = ', the default; choose another one with --target or VBS_ENDPOINT';

/** What an operation is asked about: `backup 2ef47aee-…`. */
const subjectWords = ({ name, operation }: Contract, subjects: Subjects): string[] =>
  subjectParametersIn(operation.path).map(
    parameter => `${subjectNoun(parameter)} ${subjectFor(subjects, name, parameter) ?? 'the first available'}`,
  );
