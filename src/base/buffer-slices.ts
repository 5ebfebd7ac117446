/**
 * Methods that every Node Buffer has and `@types/node` leaves out. They skip the option parsing of `toString` and `write`,
 * which shows on the decode path.
 */
declare global {
  interface Buffer {
    utf8Slice(start: number, end: number): string
    latin1Slice(start: number, end: number): string
    base64urlSlice(start: number, end: number): string
    utf8Write(text: string, offset: number): number
    base64urlWrite(text: string, offset: number, length: number): number
  }
}

export {}
