/** Words of mobile answering and mobile outbound (STA-22). */
export const byMobile = {
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
};
