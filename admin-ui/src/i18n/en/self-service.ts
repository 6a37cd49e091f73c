/** Words of in-call self-service (CTL-25, IVR-02). */
export const selfService = {
  title: 'Self-service',
  at: 'at %{step}',
  over: 'over',
  pressed: 'pressed %{key} %{label}',
  result: { done: 'completed', stopped: 'cut short', noKey: 'no key pressed' },
};
