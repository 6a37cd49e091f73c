/** Words of the blacklist (TEN-07). */
export const blocking = {
  zh: {
    title: '加入黑名单',
    asks: '将 %{number} 加入黑名单？之后来电会被拒绝，通话中的这一通不受影响。',
    reason: '原因（可不填）',
    days: '多久',
    forGood: '一直',
    forDays: '%{n} 天',
    do: '加入黑名单',
    cancel: '取消',
    failed: '没有加入黑名单，请稍后再试。',
  },
  en: {
    title: 'Add to the blacklist',
    asks: 'Add %{number} to the blacklist? Its calls are refused from then on; the call in hand goes on.',
    reason: 'Reason (optional)',
    days: 'For how long',
    forGood: 'For good',
    forDays: '%{n} days',
    do: 'Add to blacklist',
    cancel: 'Cancel',
    failed: 'Not added to the blacklist. Please try again later.',
  },
};
