/** Words of the blacklist (TEN-07). */
export const blocking = {
  title: '加入黑名单',
  asks: '将 %{number} 加入黑名单？之后来电会被拒绝，通话中的这一通不受影响。',
  reason: '原因（可不填）',
  days: '多久',
  forGood: '一直',
  forDays: '%{n} 天',
  do: '加入黑名单',
  cancel: '取消',
  failed: '没有加入黑名单，请稍后再试。',
};
