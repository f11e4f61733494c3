import { subjectFor, subjectVariable } from '../targets/subjects.ts';
import type { Identification } from '../targets/target.ts';
import type { RecordedTarget } from './recording.ts';

/** The setting to correct where the address of the service is wrong. */
export const endpointToCorrect = ({ settings }: RecordedTarget): string => settings?.endpoint ?? 'VBS_ENDPOINT';

/** The setting to correct where the service may not know the own user. */
export const userToCorrect = ({ settings, identifiedBy }: RecordedTarget): string =>
  settings?.user ?? usualSettings[identifiedBy ?? 'token'];

const usualSettings: Readonly<Record<Identification, string>> = {
  token: 'OS_TOKEN',
  keys: 'VBS_ACCESS_KEY, VBS_SECRET_KEY',
  keystone: 'OS_CLOUD, OS_USERNAME',
};

/** The setting to correct where an operation is asked about something that is not there. */
export const subjectToCorrect = ({ settings }: RecordedTarget, operation: string, parameter: string): string =>
  subjectFor(settings?.subjects ?? {}, operation, parameter) ?? subjectVariable(parameter);
