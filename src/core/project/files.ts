/** The files around a report, as whoever runs the core reaches them. Paths are whatever it takes them to be. */
export interface Files {
  /** The text of a file; undefined where there is none or it cannot be read. */
  read(path: string): Promise<string | undefined>;
  /** The path that a relative path means in a file. */
  resolve(from: string, relative: string): string;
  /** The folders from a file's own upwards. */
  foldersAbove(path: string): readonly string[];
  /** The path of a file in a folder. */
  join(folder: string, name: string): string;
}
