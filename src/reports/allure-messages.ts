import { ALLURE_HTTP_EXCHANGE_CONTENT_TYPE, type Link, type Parameter, Severity, Status } from 'allure-js-commons';
import type { RuntimeMessage, RuntimeMetadataMessage } from 'allure-js-commons/sdk';
import { type Assertion, isBroken, type Kind } from '../checks/check.ts';
import { printable } from '../checks/value-text.ts';
import type { Outcome, Verdict } from '../checks/verdict.ts';
import type { Citation, Level } from '../contract/citation.ts';
import type { Contract } from '../contract/contract.ts';
import type { RecordedTarget } from '../recording/recording.ts';
import { capitalized } from '../text/capitalized.ts';
import type { Exchange } from '../wire/exchange.ts';
import { citationText } from './failure-text.ts';
import { httpExchange } from './http-exchange.ts';

/** What Allure shows beside a verdict. */
export interface AllureContext {
  /** The contract of the verdict's operation. */
  readonly contract: Contract;
  readonly target: RecordedTarget;
  /** The exchanges that were judged. */
  readonly exchanges: readonly Exchange[];
  /** Where the report's reader finds the project's files: a URL, absolute or relative to the report, ending in `/`. */
  readonly files: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The label that says which target a verdict is about. */
export const targetLabel = 'target';

const severities: Readonly<Record<Level, Severity>> = {
  MUST: Severity.CRITICAL,
  SHOULD: Severity.NORMAL,
  MAY: Severity.MINOR,
};

/** Everything that Allure shows of a verdict, in the order in which it takes it. */
export function allureMessages(verdict: Verdict, context: AllureContext): RuntimeMessage[] {
  return [
    metadata(verdict, context),
    ...verdict.assertions.flatMap(assertion => step(assertion, context.now)),
    ...context.exchanges.map(attachment),
  ];
}

function metadata(verdict: Verdict, { contract, target, files }: AllureContext): RuntimeMetadataMessage {
  const { id, level, evidence, kind, cites } = verdict;
  const [service = ''] = contract.id.split('/');
  const tags = [level, evidence, markOf(verdict)].filter(tag => tag !== undefined);
  return {
    type: 'metadata',
    data: {
      displayName: heading(verdict),
      testCaseId: id,
      description: description(verdict),
      labels: [
        { name: 'epic', value: service.toUpperCase() },
        { name: 'feature', value: `${contract.operation.method} ${contract.operation.path}` },
        { name: 'story', value: storyOf(kind) },
        { name: 'severity', value: severities[level] },
        ...tags.map(value => ({ name: 'tag', value })),
        { name: targetLabel, value: target.name },
      ],
      links: cites.flatMap(cite => link(cite, files)),
      parameters: [
        parameter('level', level),
        ...(evidence ? [parameter('evidence', evidence)] : []),
        parameter('target', target.simulated ? `${target.name} (simulated)` : target.name),
      ],
    },
  };
}

/** What marks a verdict that is neither a plain pass nor a violation: its outcome, apart from what `--strict` makes of it. */
function markOf({ verdict, withoutStrict }: Verdict): Outcome | undefined {
  const outcome = withoutStrict ?? verdict;
  return outcome === 'passed' || outcome === 'failed' ? undefined : outcome;
}

/** The rule. Allure has no colour for a warning, so the word stands in front of it. */
function heading(verdict: Verdict): string {
  const mark = markOf(verdict);
  return mark === 'warned' || mark === 'waived' ? `[${mark}] ${sentence(verdict.title)}` : sentence(verdict.title);
}

/** The heading under which Allure shows a kind of facts. */
export const storyOf = (kind: Kind): string => sentence(kind);

/** A rule as a heading: the marks of Markdown would stand there as they are. */
export const sentence = (title: string): string => capitalized(title).replaceAll('`', '');

/** No parameter takes part in the history id: `testCaseId` alone says what is the same rule in every run. */
const parameter = (name: string, value: string): Parameter => ({ name, value, excluded: true });

function step(assertion: Assertion, now: number): RuntimeMessage[] {
  const { title, expected, actual } = assertion;
  const parameters = [
    { name: 'expected', value: expected },
    { name: 'actual', value: actual },
  ];
  return [
    { type: 'step_start', data: { name: title, start: now } },
    { type: 'step_metadata', data: { parameters } },
    { type: 'step_stop', data: { stop: now, status: isBroken(assertion) ? Status.FAILED : Status.PASSED } },
  ];
}

function attachment(exchange: Exchange): RuntimeMessage {
  const { name, response, failure } = exchange;
  return {
    type: 'attachment_content',
    data: {
      name: `${name}: ${response ? `${response.status} ${printable(response.reason)}` : (failure?.kind ?? 'nothing')}`,
      content: JSON.stringify(httpExchange(exchange)),
      encoding: 'utf8',
      contentType: ALLURE_HTTP_EXCHANGE_CONTENT_TYPE,
    },
  };
}

/** Citations of files lead to their line, those of RFCs to the RFC; other publications have no address we know. */
function link({ source, line, clause }: Citation, files: string): Link[] {
  if (source.startsWith('specs/')) {
    return [{ type: 'link', name: `${source}:${line ?? 1}`, url: `${files}${source}#L${line ?? 1}` }];
  }
  const [, rfc] = /^RFC (\d+)$/.exec(source) ?? [];
  if (rfc === undefined) return [];
  const section = /\bsections? ([\d.]*\d)/.exec(clause ?? '')?.[1];
  const name = section ? `${source}, section ${section}` : source;
  return [
    { type: 'link', name, url: `https://www.rfc-editor.org/rfc/rfc${rfc}${section ? `#section-${section}` : ''}` },
  ];
}

/** Markdown: the rule in words, what became of it, what would fail it, why it is a rule, how to ask again. */
function description({ title, fails, level, verdict, message, cites, repeat }: Verdict): string {
  return [
    `**${level}**: ${withoutTags(title)}.`,
    `**Outcome**: ${literally(message ? `${verdict}: ${message}` : verdict)}`,
    `**Fails on**: ${withoutTags(fails)}.`,
    `**Because**\n\n${cites.map(cite => `- ${withoutTags(citationText(cite))}`).join('\n')}`,
    ...(repeat.length > 0 ? [`**Repeat**\n\n${fenced(repeat.join('\n'))}`] : []),
  ].join('\n\n');
}

/** A text of ours, in which backticks mean code and `list<link>` is no HTML. */
const withoutTags = (text: string): string => text.replace(/[<&]/g, '\\$&');

/** A text that may have words of the service in it, so that Markdown shows it and does not obey it. */
const literally = (text: string): string => text.replace(/[\\`*_{}[\]()<>#+\-.!|~&:]/g, '\\$&');

/** A code block that its own text cannot end. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}sh\n${text}\n${fence}`;
}
