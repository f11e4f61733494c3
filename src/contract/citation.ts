/** Where a rule comes from: a page, a ruling or a standard, with the line or clause that says so. */
export interface Citation {
  /** A file below the project's root, or the name of a standard or publication. */
  readonly source: string;
  readonly line?: number;
  /** The statement itself or its section, with the source's own word for its force (MUST, SHOULD) if it has one. */
  readonly clause?: string;
}

/** The words of RFC 2119 as this project uses them: MUST comes from the page, SHOULD is good practice. */
export type Level = 'MUST' | 'SHOULD' | 'MAY';
