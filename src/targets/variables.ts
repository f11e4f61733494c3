/** Environment variables as Node gives them; an empty one counts as unset. */
export type Environment = Readonly<Record<string, string | undefined>>;
