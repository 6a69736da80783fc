import fs from 'node:fs';
import path from 'node:path';
import { measureInHost } from './host.ts';
import { makeReport } from './reports.ts';
import type { Row } from './row.ts';

/** What is measured in the extension host while all reports of a workspace are checked, as it is handed over. */
export interface WorkspaceInHost {
  /** The reports, none of them open. */
  readonly closed: number;
  /** The report that is opened meanwhile. */
  readonly opened: string;
  readonly answer: string;
}

/** Times in milliseconds, memory in bytes. */
export interface MeasuredWorkspace {
  /** Until all are checked. */
  readonly all: number;
  /** For how long the extension host's thread did nothing else at most. */
  readonly slice: number;
  /** From opening a report meanwhile until its problems are there. */
  readonly open: number;
  /** The same with nothing else going on. */
  readonly openIdle: number;
  readonly before: Memory;
  readonly peak: Memory;
  /** Afterwards, garbage collected. */
  readonly after: Memory;
  /** How many files have problems. */
  readonly troubled: number;
}

export interface Memory {
  readonly heap: number;
  readonly resident: number;
}

const allReports: Row['run'] = async ({ root, seed, quick }, report) => {
  const closed = quick ? 1000 : 10_000;
  const measured = await measureInHost<MeasuredWorkspace>(root, ({ workspace, answer }): WorkspaceInHost => {
    for (let index = 0; index < closed; index++) {
      const folder = path.join(workspace, String(index % 100));
      if (index < 100) fs.mkdirSync(folder);
      const text = makeReport({ form: 'yaml', bytes: 10_000, seed: seed + index });
      fs.writeFileSync(path.join(folder, `${index}.report.yaml`), text);
    }
    const opened = path.join(workspace, 'open.report.yaml');
    fs.writeFileSync(opened, makeReport({ form: 'yaml', bytes: 10_000, seed }));
    return { closed, opened, answer };
  });
  if (measured.troubled === 0) throw new Error('Nothing was found in reports with mistakes.');
  const size = `${closed.toLocaleString('en')} reports of 10 KB`;
  const line = (measure: string, ours: number, unit: 'ms' | 'bytes') =>
    report({ row: 13, measure: `in VS Code, all reports: ${measure}`, size, ours, peer: '', unit });
  line('until all are checked', measured.all, 'ms');
  line('longest slice', measured.slice, 'ms');
  report({
    row: 13,
    measure: 'in VS Code, all reports: a report is opened meanwhile → its problems',
    size,
    ours: measured.open,
    peer: 'ours, with nothing else going on',
    theirs: measured.openIdle,
    unit: 'ms',
  });
  line('heap at the peak, beyond that before', measured.peak.heap - measured.before.heap, 'bytes');
  line('heap afterwards, beyond that before', measured.after.heap - measured.before.heap, 'bytes');
  line('resident at the peak', measured.peak.resident, 'bytes');
  line('resident afterwards', measured.after.resident, 'bytes');
};

export const workspaceRow: Row = { number: 13, run: allReports };
