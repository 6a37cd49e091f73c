/** The words of the import of rows. */
import type { DataRow, FieldIssue } from '@zuoxi/contracts';

/** A line of the spreadsheet, by the paths of fields. */
export type Cells = Readonly<Record<string, string>>;

export type OwnCode = 'noSuch' | 'ambiguous' | 'twice' | 'needsGroup' | 'needsWayIn' | 'roleAbove';
/** `column`: the path of a field. `code` is an issue's, or one of the import's own. */
export type Problem = { column: string; code: FieldIssue['code'] | OwnCode; limit?: FieldIssue['limit'] };

/** The related rows that a cell names. */
export type RowsNamed = (path: string, cells: Cells) => readonly DataRow[];

/** What the schema of a type does not say of its import. */
export type OwnRules = {
  /** always shown, and how they stand where no line names them */
  columns: readonly string[];
  /** what people call the columns besides their labels; in small letters, without blanks */
  heads: Readonly<Record<string, readonly string[]>>;
  /** a key of the dictionary */
  help: string;
  clean: Readonly<Record<string, (cell: string) => string>>;
  judge: (rows: readonly Cells[], named: RowsNamed) => (cells: Cells) => Problem[];
  /** issues of the server, as `field code`, whose words say too little here */
  better: Readonly<Record<string, OwnCode>>;
};
