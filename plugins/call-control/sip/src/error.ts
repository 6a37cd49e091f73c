/** A request of ours was refused, or nobody answered it. */
export class SipError extends Error {
  constructor(
    readonly status: number,
    reason: string,
  ) {
    super(`${status} ${reason}`);
    this.name = 'SipError';
  }
}
