/** Words of mobile answering and mobile outbound (STA-22). */
export const byMobile = {
  zh: {
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
  },
  en: {
    title: 'Mobile',
    answering: 'Mobile answering',
    dialing: 'Mobile outbound',
    answeringOn: 'On: calls ring at your bound mobile, also while this page is closed.',
    answeringOff: 'Switched on, calls ring at your bound mobile.',
    dialingOn: 'On: your mobile is called first, then the customer.',
    dialingOff: 'Switched on, your mobile is called first, then the customer.',
    failed: 'Your mobile cannot be reached, so mobile answering was switched off. Switch it on again when it can.',
    idle: 'Waiting for calls; they ring at your mobile.',
    rings: 'Answer on your mobile',
  },
};
