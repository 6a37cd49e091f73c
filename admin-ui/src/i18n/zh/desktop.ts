/** Words of the screen lock and of how the screen looks. */
export const desktop = {
  lock: {
    title: '锁屏',
    help: '选择原因后立即锁屏：不再分配来电，进行中的通话不受影响。用登录密码解锁。',
    note: '补充说明（可不填，会显示在锁屏上）',
    cancel: '取消',
    locked: '已锁屏',
    since: '%{at} 起',
    password: '登录密码',
    unlock: '解锁',
    wrong: '密码不正确。请重新输入。',
  },
  preferences: {
    title: '界面设置',
    theme: { title: '颜色', system: '跟随系统', light: '浅色', dark: '深色' },
    density: { title: '密度', compact: '紧凑', comfortable: '宽松' },
    language: '语言',
  },
};
