/** Every prompt: file below the sounds folder, and what is said. A tenant's own files of the same names take their place. */
export type Prompt = { file: string; language: 'zh' | 'en'; text: string };

const both = (name: string, zh: string, en: string): Prompt[] => [
  { file: `zh/${name}`, language: 'zh', text: zh },
  { file: `en/${name}`, language: 'en', text: en },
];

export const prompts: readonly Prompt[] = [
  ...both(
    'welcome',
    '您好，欢迎致电。正在为您转接人工坐席，请稍候。',
    'Hello, and thank you for calling. Please hold the line while we connect you to an agent.',
  ),
  ...both('busy', '坐席全忙，请稍候。', 'All our agents are busy. Please hold the line.'),
  ...both(
    'still-waiting',
    '感谢您的等待，我们会尽快接听您的来电。',
    'Thank you for waiting. We will be with you as soon as we can.',
  ),
  ...both(
    'closed',
    '您好，现在是非工作时间，请您在工作时间来电。',
    'Hello. We are closed at the moment. Please call again during office hours.',
  ),
  ...both('hold', '请您稍候，不要挂机。', 'Please hold for a moment.'),
  ...both('goodbye', '感谢您的来电，再见。', 'Thank you for calling. Goodbye.'),
  ...both('echo', '这是回声测试。请讲话，您会听到自己的声音。', 'This is the echo test. Speak, and you will hear yourself.'),
  ...both(
    'failed',
    '对不起，您的电话暂时无法接通，请稍后再拨。',
    'Sorry, your call cannot be completed at the moment. Please try again later.',
  ),
  // the mixer's beep follows it
  ...both(
    'voicemail',
    '对不起，现在没有坐席可以接听您的来电。请在提示音后留言，留言结束后挂机即可。',
    'Sorry, nobody can take your call right now. Please leave a message after the tone, and hang up when you have finished.',
  ),
  // said to an agent's mobile; its end is the end of patience
  ...both('mobile-confirm', '工作来电。接听请按 1。'.repeat(5), 'A call from work. To take it, press 1. '.repeat(5)),
  ...both('recorded', '为保证服务质量，本次通话将被录音。', 'This call will be recorded to help us improve our service.'),
  ...both(
    'carrier-welcome',
    '您好，这里是演示线路。请讲话，您会听到自己的声音。',
    'Hello. This is the demo line. Speak, and you will hear yourself.',
  ),
  ...both('unknown-number', '您好，您拨打的号码是空号，请核对后再拨。', 'Sorry, the number you have dialled does not exist.'),
];
