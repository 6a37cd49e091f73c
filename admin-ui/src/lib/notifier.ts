/** INB-03: a notice of the desktop while somebody rings and the page is not looked at; a click on it leads here. */
export class Notifier {
  private notice: Notification | null = null;

  /** Asked once, by a click: browsers ignore it otherwise. */
  static ask(): void {
    if ('Notification' in window && Notification.permission === 'default') void Notification.requestPermission();
  }

  show(title: string, body: string, open: () => void): void {
    if (!('Notification' in window) || Notification.permission !== 'granted' || document.hasFocus()) return;
    this.notice = new Notification(title, { body, tag: 'zuoxi.call', requireInteraction: true, silent: true });
    this.notice.onclick = () => {
      window.focus();
      open();
      this.clear();
    };
  }

  clear(): void {
    this.notice?.close();
    this.notice = null;
  }
}
