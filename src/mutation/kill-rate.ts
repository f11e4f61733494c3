import { checkableFacts } from '../contract/checkable-facts.ts';
import type { Recording } from '../recording/recording.ts';
import { attemptEach, type NotMade, originalOf } from './change.ts';
import { type FalseAlarm, falseAlarms, fateOf, type Judged, type Jury } from './kill.ts';
import type { Variant } from './mutant.ts';
import { mutationsOf } from './mutations.ts';
import { variantsOf } from './variants.ts';

/** How the mutants of one kind of fact fared. */
export interface KindRate {
  readonly kind: string;
  readonly mutants: number;
  readonly killed: number;
  readonly misattributed: number;
  readonly survived: number;
}

/** What the suite is known to catch, and where it is known to fall short. */
export interface KillRate {
  readonly kinds: readonly KindRate[];
  /** The mutants that were not killed by the check that they break. */
  readonly escaped: readonly Judged[];
  readonly variants: number;
  readonly falseAlarms: readonly FalseAlarm[];
  /** Checks that no mutant kills: they cannot be seen to fail. */
  readonly unkilled: readonly string[];
  /** Checkable facts that no check cites, as `id (file:line)`. */
  readonly uncited: readonly string[];
  /** Mutants and variants that none of the recordings allows. They count neither as killed nor as escaped. */
  readonly notMade: readonly NotMade[];
}

/** Judges every mutant and every conforming variant that these recordings allow, and the recordings themselves. */
export function killRate(jury: Jury, recordings: readonly Recording[]): KillRate {
  const { contract, checks } = jury;
  const originals = recordings.map(recording => originalOf(contract, recording));
  const mutants = attemptEach(mutationsOf(contract), originals, mutant => fateOf(jury, mutant));
  const variants = attemptEach(variantsOf(contract), originals, variant => falseAlarms(jury, variant));
  const judged = mutants.made;
  const killed = new Set(judged.filter(({ fate }) => fate === 'killed').map(({ mutant }) => mutant.breaks));
  const cited = new Set(
    [...checks.values()].flatMap(({ cites }) => cites.map(({ source, line }) => `${source}:${line}`)),
  );
  const facts = checkableFacts(contract).map(({ id, place }) => ({ id, place: `${place.file}:${place.line}` }));
  return {
    kinds: kindsOf(judged),
    escaped: judged.filter(({ fate }) => fate !== 'killed'),
    variants: variants.made.length + recordings.length,
    falseAlarms: [...recordings.map(one => falseAlarms(jury, unchanged(one))), ...variants.made].flat(),
    unkilled: [...checks.keys()].filter(id => !killed.has(id)),
    uncited: facts.filter(({ place }) => !cited.has(place)).map(({ id, place }) => `${id} (${place})`),
    notMade: [...mutants.notMade, ...variants.notMade],
  };
}

const unchanged = (recording: Recording): Variant => ({ name: 'a recording as it is', recording });

function kindsOf(judged: readonly Judged[]): KindRate[] {
  const kinds = [...new Set(judged.map(({ mutant }) => mutant.kind))];
  return kinds.map(kind => {
    const own = judged.filter(({ mutant }) => mutant.kind === kind);
    const count = (fate: Judged['fate']): number => own.filter(one => one.fate === fate).length;
    const [killed, misattributed, survived] = [count('killed'), count('misattributed'), count('survived')];
    return { kind, mutants: own.length, killed, misattributed, survived };
  });
}

/** The kill rates of several operations as one: kinds added up, all else in a row. */
export function allTogether(rates: readonly KillRate[]): KillRate {
  const kinds = new Map<string, KindRate>();
  for (const rate of rates.flatMap(one => one.kinds)) {
    const { mutants = 0, killed = 0, misattributed = 0, survived = 0 } = kinds.get(rate.kind) ?? {};
    kinds.set(rate.kind, {
      kind: rate.kind,
      mutants: mutants + rate.mutants,
      killed: killed + rate.killed,
      misattributed: misattributed + rate.misattributed,
      survived: survived + rate.survived,
    });
  }
  return {
    kinds: [...kinds.values()],
    escaped: rates.flatMap(({ escaped }) => escaped),
    variants: rates.reduce((all, { variants }) => all + variants, 0),
    falseAlarms: rates.flatMap(one => one.falseAlarms),
    unkilled: rates.flatMap(({ unkilled }) => unkilled),
    uncited: rates.flatMap(({ uncited }) => uncited),
    notMade: rates.flatMap(({ notMade }) => notMade),
  };
}

/** Whether the suite catches everything that it claims to catch, and nothing else. */
export function isFlawless({ escaped, falseAlarms: alarms, unkilled, uncited }: KillRate): boolean {
  return escaped.length + alarms.length + unkilled.length + uncited.length === 0;
}
