/** What the demo carrier does with a call, by the last digit of the dialled number. The README, the tests and the carrier read this one table. */

export type CarrierAct =
  | { kind: 'answer'; ringMs: number; then: 'echo' | 'tone' | 'melody' }
  | { kind: 'ringOut' }
  | { kind: 'reject'; status: 486 | 603 | 404; announcement: boolean };

export type CarrierRow = { digits: string; act: CarrierAct; zh: string; en: string };

const ringMs = 2000;

export const carrierTable: readonly CarrierRow[] = [
  {
    digits: '01234',
    act: { kind: 'answer', ringMs, then: 'echo' },
    zh: '振铃 2 秒后接听, 播放欢迎语, 然后回声 (听到自己的声音)',
    en: 'answers after 2 s of ringing, speaks a welcome, then you hear yourself',
  },
  {
    digits: '5',
    act: { kind: 'answer', ringMs, then: 'tone' },
    zh: '振铃 2 秒后接听, 播放 440 Hz 测试音',
    en: 'answers after 2 s of ringing, plays a 440 Hz test tone',
  },
  { digits: '6', act: { kind: 'ringOut' }, zh: '一直振铃, 无人接听', en: 'rings and is never answered' },
  { digits: '7', act: { kind: 'reject', status: 486, announcement: false }, zh: '忙 (486)', en: 'busy (486)' },
  { digits: '8', act: { kind: 'reject', status: 603, announcement: false }, zh: '拒接 (603)', en: 'rejects the call (603)' },
  {
    digits: '9',
    act: { kind: 'reject', status: 404, announcement: true },
    zh: '先播放"您拨打的号码是空号", 然后 404',
    en: 'an announcement that the number does not exist (early media), then 404',
  },
];

/** Numbers that end in no digit are treated as 0. */
export const carrierAct = (number: string): CarrierAct => {
  const row = carrierTable.find((r) => r.digits.includes(number.at(-1) ?? '')) ?? carrierTable[0];
  return row?.act ?? { kind: 'ringOut' };
};
