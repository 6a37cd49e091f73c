import type { CaptchaAnswer } from '@zuoxi/contracts';
import { useState } from 'react';
import { RestError } from '../../providers/strapi/http';

export type Captcha = ReturnType<typeof useCaptcha>;

/** A picture is good for one answer: after each refusal that knows of one there is another. `open` names a new one. */
export function useCaptcha(open: () => Promise<string>) {
  const [asked, setAsked] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [unseen, setUnseen] = useState(false);
  const another = async (): Promise<void> => {
    setText('');
    setAsked(await open().catch(() => null));
  };
  const answer: CaptchaAnswer | undefined = asked !== null && text.trim() ? { id: asked, text: text.trim() } : undefined;
  /** The picture is served once: whoever comes back to it gets another one. Not again and again where none comes at all. */
  const shown = (): void => setUnseen(false);
  const lost = (): void => {
    if (!unseen) void another();
    setUnseen(true);
  };
  /** after a refusal; one that came too soon was not read */
  const refused = (error: unknown): void => {
    if (error instanceof RestError && error.code === 'tooManyAttempts') return;
    const wanted = error instanceof RestError && ['captchaNeeded', 'wrongCaptcha'].includes(error.code);
    if (wanted || asked !== null) void another();
  };
  return { asked, text, setText, another, answer, refused, shown, lost };
}
