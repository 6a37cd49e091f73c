/** Long work that plugins do for somebody. */
export const jobs = {
  waiting: 'waiting',
  running: '%{done} of %{total}',
  done: 'done',
  failed: 'not done',
  cancelled: 'cancelled',
  cancel: 'Cancel',
};
