import type { Label } from '@zuoxi/contracts';

export const word = (text: string): Label => ({ zh: text, en: text });

/** `dueDate` → `Due date`, for what nobody named. */
export function spoken(name: string): Label {
  const words = name.replace(/[_-]+/g, ' ').replace(/([a-z0-9])([A-Z])/g, '$1 $2');
  return word(words.charAt(0).toUpperCase() + words.slice(1).toLowerCase());
}
