import { dialable, PhoneNumber } from '@zuoxi/contracts';
import { Store } from '../providers/store';
import type { Desk } from './desk';

/** What stands in the dial box (OUT-01). Kept outside the screen so that a shortcut, a keypad and the box write into the same line. */
export class Dial {
  readonly text = new Store('');

  constructor(private readonly desk: Desk) {}

  type(text: string): void {
    this.text.set(text);
  }

  /** A pasted number loses its spaces, brackets, dashes and invisible marks at once. */
  paste(text: string): void {
    const [line = ''] = text.trim().split(/[\r\n\t]/);
    this.text.set(dialable(line.replace(/^tel:/i, '')));
  }

  press(key: string): void {
    this.text.set((t) => t + key);
  }

  get valid(): boolean {
    return PhoneNumber.safeParse(dialable(this.text.get())).success;
  }

  /** The line is emptied only once the switch has taken the call. */
  async send(): Promise<void> {
    await this.desk.dial(this.text.get());
    this.text.set('');
  }
}
