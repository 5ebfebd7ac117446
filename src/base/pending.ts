/**
 * An answer that comes later, without the cost and the extra turn of a Promise: the hot request paths complete hundreds of
 * thousands of these a second. One listener, called synchronously by `complete`.
 */
export class Pending<T> {
  private value: T | undefined = undefined
  private done = false
  private listener: ((value: T) => void) | null = null

  get completed(): boolean {
    return this.done
  }

  /** Further calls are ignored: a deadline and the event it guards may both come. */
  complete(value: T): void {
    if (this.done) return
    this.done = true
    const { listener } = this
    if (listener === null) {
      this.value = value
      return
    }
    this.listener = null
    listener(value)
  }

  whenDone(listener: (value: T) => void): void {
    if (this.done) listener(this.value as T)
    else this.listener = listener
  }
}
