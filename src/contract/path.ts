/** Values of a path's parameters, by their names: `{ project_id: '…', backup_id: '…' }`. */
export type PathValues = Readonly<Record<string, string>>;

const parameter = /\{([^}]+)\}/g;

/** The parameters that a path template names, in its order. */
export const parametersIn = (template: string): string[] =>
  [...template.matchAll(parameter)].map(match => match[1] ?? '');

/** Whether a path parameter names the project, under OpenStack's present name or its old one. */
export const isProject = (name: string): boolean => /^(?:project|tenant)_id$/.test(name);

/** The parameters of a path template that name what is asked about, and not the project. */
export const subjectParametersIn = (template: string): string[] =>
  parametersIn(template).filter(name => !isProject(name));

/**
 * A path template with its parameters filled in, each percent-encoded as one segment (RFC 3986, section 3.3).
 * A parameter without a value becomes an empty segment.
 */
export const fillPath = (template: string, values: PathValues): string =>
  template.replace(parameter, (_, name: string) => encodeURIComponent(wellFormed(values[name] ?? '')));

/** Whether a value can be one segment of a path. `.` and `..` lead elsewhere, and half a character has no encoding. */
export const isSegment = (value: string): boolean => !/^\.{0,2}$/.test(value) && value === wellFormed(value);

/** The text with U+FFFD for each surrogate that stands alone. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');
