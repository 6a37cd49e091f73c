/** Microphone and speaker. */
export const sound = {
  audio: {
    locked: '点击这里启用声音，之后才会有来电',
    microphone: '麦克风',
    speaker: '通话声音',
    ringer: '来电铃声',
    system: '系统默认设备',
    volume: '铃声音量',
    test: '试听',
  },
  microphone: {
    title: '麦克风异常',
    fixed: '故障已排除，重新上线',
    stayOffline: '先不上线',
    what: {
      denied: '浏览器没有允许本页使用麦克风，不能拨打或接听。',
      missing: '没有找到麦克风，不能拨打或接听。',
      inUse: '麦克风被其他程序占用，不能拨打或接听。',
      insecure: '本页不是安全连接，浏览器不提供麦克风。',
      other: '无法使用麦克风，不能拨打或接听。',
    },
    cure: {
      denied: '点击地址栏左侧的图标，把“麦克风”改为“允许”。\n回到本页，点下面的按钮。',
      missing: '插好耳机或麦克风。\n在系统声音设置中确认它已启用。\n回到本页，点下面的按钮。',
      inUse: '关闭正在使用麦克风的其他程序。\n回到本页，点下面的按钮。',
      insecure: '请用 https:// 开头的地址打开本页。\n如果没有这样的地址，请联系管理员。',
      other: '重新插拔耳机或麦克风。\n仍不行时重启浏览器。\n回到本页，点下面的按钮。',
    },
  },
};
