import type { InternalMessage } from '@zuoxi/contracts';

/** Who wrote a message, as people are called. */
export const senderName = (from: InternalMessage['from'], t: (key: string) => string): string =>
  from === null ? t('messages.gone') : from.kind === 'system' ? t('messages.system') : from.label;
