import { ALLURE_HTTP_EXCHANGE_CONTENT_TYPE, type Link, type Parameter, Severity, Status } from 'allure-js-commons';
import type { RuntimeMessage, RuntimeMetadataMessage } from 'allure-js-commons/sdk';
import { type Assertion, type Check, isBroken, type Kind } from '../checks/check.ts';
import { printable } from '../checks/value-text.ts';
import type { Outcome, Verdict } from '../checks/verdict.ts';
import type { Citation, Level } from '../contract/citation.ts';
import type { Contract } from '../contract/contract.ts';
import type { Recording } from '../recording/recording.ts';
import type { Exchange } from '../wire/exchange.ts';
import { citationText, curlCommands } from './failure-text.ts';
import { httpExchange } from './http-exchange.ts';

/** What Allure is told of one verdict beside the verdict itself. */
export interface Surroundings {
  readonly contract: Contract;
  readonly recording: Recording;
  /** The exchanges that were judged. */
  readonly exchanges: readonly Exchange[];
  /** Where the report's reader finds the project's files: a URL, absolute or relative to the report, ending in `/`. */
  readonly files: string;
  /** The Allure environment that the verdict belongs to, where a run has several targets. */
  readonly environment?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The label by which Allure tells environments apart. */
export const environmentLabel = 'target';

const severities: Readonly<Record<Level, Severity>> = {
  MUST: Severity.CRITICAL,
  SHOULD: Severity.NORMAL,
  MAY: Severity.MINOR,
};

/** Everything that Allure shows of a verdict, in the order in which it has to be told. */
export function allureMessages(check: Check, verdict: Verdict, around: Surroundings): RuntimeMessage[] {
  return [
    metadata(check, verdict, around),
    ...verdict.assertions.flatMap(assertion => step(assertion, around.now)),
    ...around.exchanges.map(attachment),
  ];
}

function metadata(check: Check, verdict: Verdict, around: Surroundings): RuntimeMetadataMessage {
  const { contract, recording, environment } = around;
  const { level, evidence, kind, cites } = verdict;
  const [service = ''] = contract.id.split('/');
  const marks: readonly Outcome[] = ['warned', 'waived', 'unproven', 'inapplicable'];
  const tags = [level, evidence, marks.find(mark => mark === verdict.verdict)].filter(tag => tag !== undefined);
  return {
    type: 'metadata',
    data: {
      displayName: sentence(check.title),
      testCaseId: check.id,
      description: description(check, verdict, around.exchanges),
      labels: [
        { name: 'epic', value: service.toUpperCase() },
        { name: 'feature', value: `${contract.operation.method} ${contract.operation.path}` },
        { name: 'story', value: storyOf(kind) },
        { name: 'severity', value: severities[level] },
        ...tags.map(value => ({ name: 'tag', value })),
        ...(environment === undefined ? [] : [{ name: environmentLabel, value: environment }]),
      ],
      links: cites.flatMap(cite => link(cite, around.files)),
      parameters: [
        parameter('level', level),
        ...(evidence ? [parameter('evidence', evidence)] : []),
        parameter(
          'target',
          recording.target.simulated ? `${recording.target.name} (simulated)` : recording.target.name,
        ),
      ],
    },
  };
}

/** The heading under which Allure shows a kind of facts. */
export const storyOf = (kind: Kind): string => sentence(kind);

/** A rule as a heading: the marks of Markdown would stand there as they are. */
const sentence = (title: string): string => (title.charAt(0).toUpperCase() + title.slice(1)).replaceAll('`', '');

/** No parameter takes part in the history id: what is the same rule today and tomorrow is told by `testCaseId` alone. */
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
function description(check: Check, verdict: Verdict, exchanges: readonly Exchange[]): string {
  const reason = verdict.message ? `${verdict.verdict}: ${verdict.message}` : verdict.verdict;
  return [
    `**${verdict.level}**: ${withoutTags(check.title)}.`,
    `**Outcome**: ${literally(reason)}`,
    `**Fails on**: ${withoutTags(check.fails)}.`,
    `**Because**\n\n${check.cites.map(cite => `- ${withoutTags(citationText(cite))}`).join('\n')}`,
    ...(exchanges.length > 0 ? [`**Repeat**\n\n${fenced(curlCommands(exchanges).join('\n'))}`] : []),
  ].join('\n\n');
}

/** A text of ours, in which backticks mean code and `list<link>` is no HTML. */
const withoutTags = (text: string): string => text.replace(/[<&]/g, '\\$&');

/** A text that may hold words of the service's, so that Markdown shows it and does not obey it. */
const literally = (text: string): string => text.replace(/[\\`*_{}[\]()<>#+\-.!|~&:]/g, '\\$&');

/** A code block that its own text cannot end. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}sh\n${text}\n${fence}`;
}
