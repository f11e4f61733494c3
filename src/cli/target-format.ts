import { answerDeviations } from '../checks/deviation.ts';
import { ways } from '../probes/ways.ts';

/** Where the format of target profiles stands, below the package's folder. */
export const targetFormatFile = 'schemas/formats/target.schema.json';

/** As much of the format as is derived: the names that its two maps may have as keys, and the kinds of deviations. */
interface TargetFormat {
  readonly $defs: { readonly kind: { enum: readonly string[] } };
  readonly properties: {
    readonly probes: { propertyNames: { enum: readonly string[] } };
    readonly faults: { propertyNames: { enum: readonly string[] } };
  };
}

/** The text of the format with the names of all probes, the statuses that a fault hook can bring about, the deviations. */
export function targetFormat(text: string): string {
  const format = JSON.parse(text) as TargetFormat;
  const faults = ways.filter(({ evidence }) => evidence === 'hooked').map(({ code }) => String(code));
  format.properties.probes.propertyNames = { enum: ways.map(({ name }) => name) };
  format.properties.faults.propertyNames = { enum: faults };
  format.$defs.kind.enum = answerDeviations;
  return `${JSON.stringify(format, null, 2)}\n`;
}
