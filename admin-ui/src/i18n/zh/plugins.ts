/** Words of plugins: their page in the settings, and what stands where one broke. */
export const plugins = {
  title: '插件',
  none: '没有安装插件。把插件文件夹放进 plugins/ 后重新启动即可。',
  on: '启用',
  consequence: '启用后，本企业的所有坐席立即可用；停用后，它的页面和接口立即消失，数据保留。',
  settings: '设置',
  save: '保存',
  saved: '已保存。',
  secretSet: '已设置，输入新值可替换',
  secretForget: '清除',
  broken: '插件 %{plugin} 在这里出错了，其余功能不受影响。',
  noPage: '这个页面属于一个未启用的插件。',
  sentence: '%{sentence}',
  failed: '没有保存，请稍后再试。',
  wrong: '内容不合要求',
  away: '暂时连不上服务器，请稍后再打开本页。通话不受影响。',
};
