import type { ErrorCode } from '@zuoxi/contracts';

/** `linkDown`: it was never sent. `unknown`: the link broke before the answer; the next view tells what is true. */
export type FailureCode = ErrorCode | 'linkDown' | 'unknown';

export class CommandFailed extends Error {
  constructor(readonly code: FailureCode) {
    super(code);
    this.name = 'CommandFailed';
  }
}
