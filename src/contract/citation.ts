/** Where a rule comes from: a page, a ruling or a standard, with the line or clause that says so. */
export interface Citation {
  /** A page or the notes beside it, by their path, or the name of a standard or publication. */
  readonly source: string;
  readonly line?: number;
  /** The statement itself or its section, with the source's own word for its force (MUST, SHOULD) if it has one. */
  readonly clause?: string;
}

/** Whether a page or the notes beside it are cited, which the reports have the text of. */
export const citesFile = (cite: Citation): boolean => /\.(?:rst|yaml)$/.test(cite.source) && !citesProfile(cite);

/** Whether a target's profile is cited, `targets/staging.yaml`. Reports do not repeat it. */
export const citesProfile = ({ source }: Citation): boolean => /^targets\/[^/]+$/.test(source);

/** The words of RFC 2119 as this project uses them: MUST comes from the page, SHOULD is good practice. */
export type Level = 'MUST' | 'SHOULD' | 'MAY';
