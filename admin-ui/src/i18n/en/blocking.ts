/** Words of the blacklist (TEN-07). */
export const blocking = {
  title: 'Add to the blacklist',
  asks: 'Add %{number} to the blacklist? Its calls are refused from then on; the call in hand goes on.',
  reason: 'Reason (optional)',
  days: 'For how long',
  forGood: 'For good',
  forDays: '%{n} days',
  do: 'Add to blacklist',
  cancel: 'Cancel',
  failed: 'Not added to the blacklist. Please try again later.',
};
