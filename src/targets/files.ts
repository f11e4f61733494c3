import path from 'node:path';

/** The files that targets are read from; passed in, so that reading settings stays pure. */
export interface Files {
  /** The text of a file; undefined when there is none. @throws ConfigurationError when it is there and unreadable */
  readonly read: (path: string) => string | undefined;
  /** Absolute path of the folder that the run was started in. */
  readonly folder: string;
  /** Absolute path of the user's home. */
  readonly home: string;
}

/** A path as people write it: from the folder of the run, or from `~`, the home. */
export const absolutePath = (file: string, { folder, home }: Files): string =>
  path.resolve(folder, file.replace(/^~(?=\/)/, home));
