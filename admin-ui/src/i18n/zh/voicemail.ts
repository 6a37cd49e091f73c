/** Words of the voicemail page (REC-11). */
export const voicemail = {
  none: '没有留言。您班组的队列有人留言时，会出现在这里。',
  sender: '来电号码',
  at: '留言时间',
  length: '时长',
  file: '文件名',
  listen: '收听',
  download: '下载',
  downloadAs: '下载 %{format}',
  downloadFailed: '留言没有下载成功，请稍后再试。',
  one: '%{number} 的留言 · %{at}',
  close: '收起',
};
