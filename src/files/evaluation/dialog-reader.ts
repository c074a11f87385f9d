import type { DialogData, DialogSplit } from '../dialog-port.ts';

/** What is read of one layout of dialogs, beside what both have. */
export type DialogParts = Pick<DialogData, 'movies' | 'mentions' | 'passages' | 'descriptions' | 'cases'>;

/** The files of a folder as one layout asks for them. */
export interface DialogReader {
  readonly split: DialogSplit;
  readonly entityIds: ReadonlyMap<string, number>;
  has(name: string): boolean;
  /** The value of a JSON file that is an object or a list. Throws `data-missing`, `data-invalid`. */
  json(name: string): Promise<object>;
  /** The values of a JSONL file, one a line, as `parse` reads them; a string says what is wrong with a line. */
  lines<T extends object>(name: string, parse: (row: unknown) => T | string): Promise<T[]>;
}
