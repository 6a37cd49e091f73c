/** Words of home, announcements, and other systems' pages. */
export const frame = {
  home: {
    basic: '基本信息',
    number: '工号',
    name: '姓名',
    firstGroup: '第一班组',
    secondGroup: '第二班组',
    role: '角色',
    schedule: '日程安排',
    tasks: '工作任务',
    empty: {
      schedule: '还没有日程。预约的回访和提醒会按时间显示在这里。',
      tasks: '还没有工作任务。分配给您的回访、外呼等任务会显示在这里。',
    },
    move: '移动“%{label}”',
    moveHelp: '拖动，或点击选择',
    moveBy: { up: '上移', down: '下移', across: '移到另一栏' },
    refresh: '刷新“%{label}”',
    fold: '收起“%{label}”',
    unfold: '展开“%{label}”',
  },
  announcements: {
    title: '公告',
    all: '全部公告',
    pinned: '置顶',
    none: '没有公告。',
    away: '公告暂时取不到，正在自动重试。',
  },
  embedded: {
    side: '右栏',
    gone: '这个页面已被撤下，或您的班组不使用它。',
    away: '页面设置暂时取不到，正在自动重试。',
  },
};
