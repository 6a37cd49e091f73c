/** Words of mobile answering and mobile outbound (STA-22). */
export const byMobile = {
  title: '手机',
  answering: '手机接听',
  dialing: '手机外呼',
  answeringOn: '已开启：来电转到您绑定的手机，关闭网页也能接。',
  answeringOff: '开启后，来电转到您绑定的手机。',
  dialingOn: '已开启：外呼时先呼叫您的手机，接起后再呼叫客户。',
  dialingOff: '开启后，外呼时先呼叫您的手机，再呼叫客户。',
  failed: '您的手机打不通，已关闭手机接听。手机恢复后请重新开启。',
  idle: '等待来电，来电将转到您的手机。',
  rings: '请在您的手机上接听',
};
