/** Words of the session zone (WB-08, WB-10). */
export const sessions = {
  title: '会话',
  kind: { external: '外部', internal: '内部' },
  running: '服务中',
  ended: '已结束',
  none: { external: '没有进行中的通话', internal: '没有进行中的内部通话' },
  noneEnded: { external: '今天还没有通话', internal: '今天还没有与同事的通话' },
  collapse: '收起会话',
  expand: '展开会话',
};
