/** Long work that plugins do for somebody. */
export const jobs = {
  waiting: '等待中',
  running: '%{done} / %{total}',
  done: '已完成',
  failed: '没有完成',
  cancelled: '已取消',
  cancel: '取消',
};
