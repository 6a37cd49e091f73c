import type { CaptchaAnswer } from '@zuoxi/contracts';
import { useState } from 'react';
import { RestError } from '../providers/strapi/http';

export type Captcha = ReturnType<typeof useCaptcha>;

/** A picture is good for one answer: after each refusal that knows of one there is another. `open` names a new one. */
export function useCaptcha(open: () => Promise<string>) {
  const [asked, setAsked] = useState<string | null>(null);
  const [text, setText] = useState('');
  const another = async (): Promise<void> => {
    setText('');
    setAsked(await open().catch(() => null));
  };
  const answer: CaptchaAnswer | undefined = asked !== null && text.trim() ? { id: asked, text: text.trim() } : undefined;
  /** after a refusal */
  const refused = (error: unknown): void => {
    const wanted = error instanceof RestError && ['captchaNeeded', 'wrongCaptcha'].includes(error.code);
    if (wanted || asked !== null) void another();
  };
  return { asked, text, setText, another, answer, refused };
}
