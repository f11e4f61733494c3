import type { Link } from 'allure-js-commons';
import type { Verdict } from '../checks/verdict.ts';
import { type Citation, citesFile } from '../contract/citation.ts';
import { anchorOf } from './cited-pages.ts';
import { citationText } from './failure-text.ts';
import { fenceFor } from './markdown-fence.ts';
import { waiverWords } from './waiver-words.ts';

/** Markdown: the rule in words, what became of it, what would fail it, why it is a rule, how to ask again. */
export function description(one: Verdict): string {
  const { title, fails, level, verdict, message, waivers = [], cites, repeat } = one;
  return [
    `**${level}**: ${withoutTags(title)}.`,
    `**Outcome**: ${literally(message ? `${verdict}: ${message}` : verdict)}`,
    ...waivers.map(waiver => `**Waived by**: ${literally(waiverWords(waiver))}`),
    `**Fails on**: ${withoutTags(fails)}.`,
    `**Because**\n\n${cites.map(cite => `- ${linked(cite)}`).join('\n')}`,
    ...(repeat.length > 0 ? [`**Repeat**\n\n${fenced(repeat.join('\n'))}`] : []),
  ].join('\n\n');
}

/** The section of an RFC that is cited; other publications have no address that we know. */
export function sectionsOf(cite: Citation): Link[] {
  const [, rfc] = /^RFC (\d+)$/.exec(cite.source) ?? [];
  if (rfc === undefined) return [];
  const section = /\bsections? ([\d.]*\d)/.exec(cite.clause ?? '')?.[1];
  const name = section ? `${cite.source}, section ${section}` : cite.source;
  return [
    { type: 'link', name, url: `https://www.rfc-editor.org/rfc/rfc${rfc}${section ? `#section-${section}` : ''}` },
  ];
}

/** Citations of files lead to the line within the report, those of RFCs to the section. */
function linked(cite: Citation): string {
  const { source, line, clause } = cite;
  const place = line === undefined ? source : `${source}:${line}`;
  const address = citesFile(cite) ? anchorOf(source, line ?? 1) : sectionsOf(cite)[0]?.url;
  if (address === undefined) return withoutTags(citationText(cite));
  return `[${withoutTags(place)}](${address})${clause ? `: ${withoutTags(clause)}` : ''}`;
}

/** A text of ours, in which backticks mean code and `list<link>` is no HTML. */
const withoutTags = (text: string): string => text.replace(/[<&]/g, '\\$&');

/** A text that may have words of the service in it, so that Markdown shows it and does not obey it. */
const literally = (text: string): string => text.replace(/[\\`*_{}[\]()<>#+\-.!|~&:]/g, '\\$&');

/** A code block that its own text cannot end. */
function fenced(text: string): string {
  const fence = fenceFor(text, 3);
  return `${fence}sh\n${text}\n${fence}`;
}
