/** What `npm run call` prints: Chinese and English, short. */
import type { CallEnd, SoundSpan, News, Outcome } from '@zuoxi/robot';

const sounds: Readonly<Record<SoundSpan['kind'], string>> = {
  silence: '静音 silence',
  speech: '语音 speech',
  music: '音乐 music',
  ringback: '回铃音 ringback',
  busy: '忙音 busy tone',
  congestion: '拥塞音 congestion tone',
  tone: '单音 tone',
};

const news: Readonly<Record<Exclude<News['kind'], 'heard'>, string>> = {
  calling: '呼叫 calling',
  ringing: '振铃 ringing',
  answered: '已接通 answered',
  hangingUp: '挂机 hanging up',
};

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

/** One line of what happens now. */
export const newsLine = (item: News, at: number): string => {
  const what =
    item.kind === 'heard'
      ? `听到 hears: ${sounds[item.heard.kind]}${item.heard.hz ? ` ${Math.round(item.heard.hz)} Hz` : ''}`
      : news[item.kind];
  return `${seconds(at).padStart(6)} s  ${what}`;
};

const causes: Readonly<Record<CallEnd['cause'], string>> = {
  hangup: '正常挂机 hung up',
  cancelled: '未接通已取消 given up before an answer',
  noAnswer: '无人接听 no answer',
  busy: '忙 busy',
  rejected: '被拒 rejected',
  unreachable: '无法接通 nobody can be reached',
  unknownNumber: '空号 unknown number',
  lineError: '线路故障 line error',
  lost: '连接丢失 connection lost',
  full: '已满 full',
};

const bys: Readonly<Record<CallEnd['by'], string>> = { us: '由客户 by the customer', them: '由对方 by the other side' };

/** How it ended, and what was heard for how long. */
export function outcomeLines({ end, heard, digits }: Outcome): readonly string[] {
  const status = end.status ? ` (${end.status} ${end.reason})` : '';
  const talked = end.answered ? `, 通话 talked ${seconds(end.talkMs)} s` : '';
  const list = [...heard].map(([kind, ms]) => `${kind} ${seconds(ms)} s`).join(', ');
  return [
    `结束 ended ${bys[end.by]}: ${causes[end.cause]}${status}${talked}`,
    `听到 heard: ${list || '无 nothing'}`,
    ...(digits ? [`按键 digits: ${digits}`] : []),
  ];
}
