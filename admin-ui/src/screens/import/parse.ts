/** Text of a spreadsheet as lines of cells: pasted (tabs), or a file with commas, semicolons or tabs. papaparse guesses which. */
import Papa from 'papaparse';

export const linesOf = (text: string): string[][] =>
  Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { skipEmptyLines: 'greedy', delimitersToGuess: ['\t', ',', ';'] }).data;

export const csvOf = (lines: readonly (readonly string[])[]): string => Papa.unparse(lines.map((line) => [...line]));

/** A file as text. Excel in Chinese writes CSV in GBK, which is hardly ever well-formed UTF-8. */
export function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
