/** Server-sent events out of text that comes in pieces (HTML Living Standard §9.2.6): the `data` of each event, comments left out. */
export class EventLines {
  private rest = '';

  /** The events that end in this piece. */
  push(piece: string): string[] {
    const parts = (this.rest + piece).split(/\r?\n\r?\n/);
    this.rest = parts.pop() ?? '';
    return parts.flatMap((part) => {
      const data = part.split(/\r?\n/).flatMap((line) => (line.startsWith('data:') ? [line.slice(5).replace(/^ /, '')] : []));
      return data.length > 0 ? [data.join('\n')] : [];
    });
  }
}
