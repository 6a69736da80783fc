import { hasHan } from '../../text/language.ts';

/** The cells of a table, row by row. All rows are equally long. */
export type Cells = readonly (readonly string[])[];

/**
 * The cells of a table as spreadsheets copy it: lines with tabs between the cells, those that hold a tab, a line break or a
 * quote in quotes. Rows and columns without content are left out; undefined where nothing is left.
 */
export function readCells(text: string): Cells | undefined {
  const rows: string[][] = [[]];
  for (let at = 0; at <= text.length; ) {
    const quoted = text[at] === '"' ? /"((?:[^"]|"")*)"(?=\t|\r?\n|\r|$(?![\s\S]))/y : undefined;
    if (quoted) quoted.lastIndex = at;
    const inQuotes = quoted?.exec(text);
    const plain = /[^\t\r\n]*/y;
    plain.lastIndex = at;
    const cell = inQuotes ? inQuotes[1]!.replaceAll('""', '"') : plain.exec(text)![0];
    at += inQuotes ? inQuotes[0].length : cell.length;
    rows.at(-1)!.push(cell.replace(/^'(?=[-=+@])/, '').trim());
    if (text[at] !== '\t' && at < text.length) rows.push([]);
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  const filled = rows.filter((row) => row.some((cell) => cell !== ''));
  const width = Math.max(0, ...filled.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, index) => index).filter((index) =>
    filled.some((row) => (row[index] ?? '') !== ''),
  );
  if (columns.length === 0) return undefined;
  return filled.map((row) => columns.map((index) => row[index] ?? ''));
}

/**
 * A table as spreadsheets read it from the clipboard. A text that one would take for a formula gets the apostrophe that
 * keeps it a text; numbers stay numbers.
 */
export function writeCells(cells: Cells): string {
  const written = (cell: string): string => {
    const safe = /^[=+\-@]/.test(cell) && !/^[-+]?[\d.,]+%?$/.test(cell) ? `'${cell}` : cell;
    return /["\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return cells.map((row) => `${row.map(written).join('\t')}\n`).join('');
}

/** Whether a cell says that there is nothing: it is empty, or a dash or dots stand in it. */
export function isAbsent(cell: string): boolean {
  return /^(?:[-‐-―－]+|…+|\.{3,}|[/\\]|n\/?a\.?|#N\/A)?$/i.test(cell);
}

/** A cell as one line. In a name, lines were broken only for want of room. */
export function onOneLine(cell: string, name: boolean): string {
  return cell.replace(/\s*[\r\n]+\s*/g, (_, at: number) => {
    const before = cell[at - 1] ?? '';
    const chinese = hasHan(before) || /[）》”]/.test(before);
    if (/[，。；、：,;:.!?！？]/.test(before)) return /[，。；、：！？]/.test(before) ? '' : ' ';
    if (name) return chinese ? '' : ' ';
    return chinese ? '；' : '; ';
  });
}

/** Which sign parts the decimals from a number; the other parts thousands. */
export type DecimalSign = '.' | ',';

/** What numbers show of the sign that parts their decimals; undefined where they could have either. */
export function decimalSignOf(cells: readonly string[]): DecimalSign | undefined {
  let comma = 0;
  let point = 0;
  for (const cell of cells) {
    const number = /-?[\d.,]*\d/.exec(cell.normalize('NFKC'))?.[0] ?? '';
    if (/^-?\d{1,3}(?:\.\d{3})+,\d+$|^-?\d+,(?:\d{1,2}|\d{4,})$|^-?\d{1,3}(?:\.\d{3}){2,}$/.test(number))
      comma++;
    else if (/^-?\d{1,3}(?:,\d{3})+\.\d+$|^-?\d+\.(?:\d{1,2}|\d{4,})$|^-?\d{1,3}(?:,\d{3}){2,}$/.test(number))
      point++;
  }
  return comma === point ? undefined : comma > point ? ',' : '.';
}

/**
 * A figure of a cell as reports write it: in half-width signs, with a point before its decimals, thousands parted by commas
 * or not at all, negative where it stands in brackets or behind an arrow.
 */
export function writtenFigure(cell: string, decimal: DecimalSign, group: boolean): string {
  let text = cell
    .normalize('NFKC')
    .replace(/^[−–﹣]/, '-')
    .trim();
  text = text
    .replace(/^\(([\d.,]+)\)(?=%?$)/, '-$1')
    .replace(/^↓\s*/, '-')
    .replace(/^↑\s*/, '');
  return text.replace(/\d[\d.,]*\d/g, (number) => {
    if (decimal === ',') {
      if (!/^(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$/.test(number)) return number;
      const [whole = '', decimals] = number.split(',');
      const grouped = whole.replaceAll('.', group ? ',' : '');
      return decimals === undefined ? grouped : `${grouped}.${decimals}`;
    }
    return !group && /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(number) ? number.replaceAll(',', '') : number;
  });
}
