/** A promise that is settled from outside, once. */
export class Deferred<T> {
  readonly promise: Promise<T>;
  settled = false;
  private settle: (value: T) => void = () => undefined;

  constructor() {
    this.promise = new Promise<T>((resolve) => (this.settle = resolve));
  }

  resolve(value: T): void {
    this.settled = true;
    this.settle(value);
  }
}
