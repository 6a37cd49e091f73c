import { echoNumber, type RecordRow } from '@zuoxi/contracts';

export type Figures = {
  inbound: number;
  outbound: number;
  connected: number;
  missed: number;
  talkMs: number;
  averageTalkMs: number;
};

/** My own day, test calls left out. Average talk = total ÷ connected (D19). */
export function figuresOf(all: readonly RecordRow[]): Figures {
  const rows = all.filter((r) => r.number !== echoNumber);
  const count = (is: (r: RecordRow) => boolean): number => rows.filter(is).length;
  const connected = count((r) => r.type === 'success');
  const talkMs = rows.reduce((sum, r) => sum + (r.type === 'success' ? r.talkMs : 0), 0);
  return {
    inbound: count((r) => r.direction === 'inbound'),
    outbound: count((r) => r.direction === 'outbound'),
    connected,
    missed: count((r) => r.type === 'missed'),
    talkMs,
    averageTalkMs: connected ? Math.round(talkMs / connected) : 0,
  };
}
