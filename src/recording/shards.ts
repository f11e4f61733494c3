import type { Unsent } from '../probes/sending.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { JudgedWith } from './judged-with.ts';
import type { RecordedOperation, RecordedShard, Recording } from './recording.ts';
import type { SentRequest } from './sent-request.ts';
import { requestName } from './tries.ts';

/** A run that is to be joined with others, and the names of the operations that it judged. */
export interface JudgedShard {
  readonly recording: Recording;
  readonly operations: readonly string[];
}

/** What a run recorded that judged an operation, without what other shards did. */
export interface ShardView {
  readonly recording: Recording;
  /** The name in the whole recording of an exchange that has this one here. */
  readonly nameInWhole: (name: string) => string;
}

/**
 * The recording as the run made it that judged this operation. The checks of a list also look at plain reads of another list:
 * each is judged by the reads of its own run, for a service may change between two runs.
 */
export function shardAbout(recording: Recording, operation: string): ShardView {
  const shard = recording.shards?.find(({ operations }) => operations.includes(operation));
  if (!shard) return { recording, nameInWhole: name => name };
  const prefix = besideName(shard, '');
  const ownOf = <T extends { readonly name: string }>(all: readonly T[]): T[] =>
    all.flatMap(one => {
      if (one.name.startsWith(prefix)) return [{ ...one, name: one.name.slice(prefix.length) }];
      return shard.operations.includes(operationIn(one)) ? [one] : [];
    });
  const { target, exchanges, unsent } = recording;
  return {
    recording: {
      ...recording,
      target: { ...target, endpoint: shard.endpoint },
      exchanges: ownOf(exchanges),
      unsent: ownOf(unsent),
    },
    nameInWhole: name => (shard.operations.includes(operationIn({ name })) ? name : besideName(shard, name)),
  };
}

/**
 * Joins the recordings of runs that judged different operations of one target.
 * @param judgedWith what the whole is judged with
 */
export function joined(runs: readonly JudgedShard[], judgedWith: JudgedWith): Recording {
  const [first] = runs;
  if (!first) throw new Error('There is nothing to join.');
  const { suite, target } = first.recording;
  const parts = runs.map(partOf);
  const operations = parts.flatMap(one => one.operations).sort((one, other) => (one.page < other.page ? -1 : 1));
  const inOrder = <T extends { readonly name: string }>(all: readonly T[]): T[] =>
    operations.flatMap(({ name }) => all.filter(one => operationIn(one) === name));
  const begins = runs.map(({ recording }) => Date.parse(recording.startedAt));
  const ends = runs.map(({ recording }, index) => (begins[index] ?? 0) + recording.duration);
  const start = Math.min(...begins);
  const slowed = [...new Set(runs.flatMap(({ recording }) => recording.slowed ?? []))].join(' ');
  return {
    format: 3,
    suite,
    target,
    operations,
    startedAt: new Date(start).toISOString(),
    duration: Math.max(...ends) - start,
    ...(slowed === '' ? {} : { slowed }),
    unsent: inOrder(parts.flatMap(({ unsent }) => unsent)),
    requests: parts
      .flatMap(({ requests }) => requests)
      .sort((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt)),
    shards: parts.flatMap(({ shards }) => shards),
    exchanges: inOrder(parts.flatMap(({ exchanges }) => exchanges)),
    judgedWith,
  };
}

/** What a run adds to the whole: a joined one all its shards. */
interface Part {
  readonly operations: readonly RecordedOperation[];
  readonly shards: readonly RecordedShard[];
  readonly exchanges: readonly Exchange[];
  readonly unsent: readonly Unsent[];
  readonly requests: readonly SentRequest[];
}

/** The reads of operations that the run did not judge get names of their own: another shard has such reads, too. */
function partOf({ recording, operations }: JudgedShard): Part {
  const shard = { operations, endpoint: recording.target.endpoint };
  const asked = new Set(recording.operations.map(({ name }) => name));
  const isOther = (one: { readonly name: string }): boolean =>
    asked.has(operationIn(one)) && !operations.includes(operationIn(one));
  const renamed = <T extends { readonly name: string }>(all: readonly T[]): T[] =>
    all.map(one => (isOther(one) ? { ...one, name: besideName(shard, one.name) } : one));
  const answered = new Set(recording.exchanges.map(({ name }) => requestName(name)));
  return {
    operations: recording.operations.filter(({ name }) => operations.includes(name)),
    shards: recording.shards ?? [shard],
    exchanges: renamed(recording.exchanges),
    // Of other operations only plain reads are asked: that nothing else was sent is of no interest.
    unsent: renamed(recording.unsent.filter(one => !isOther(one) || answered.has(requestName(one.name)))),
    requests: renamed(recording.requests),
  };
}

/** A read of another operation that a shard made: `list-backups/beside/list-backups-details/show`. */
const besideName = ({ operations: [first] }: RecordedShard, name: string): string => `${first}/beside/${name}`;

/** The operation in front of a name. */
const operationIn = ({ name }: { readonly name: string }): string => name.split('/')[0] ?? '';
