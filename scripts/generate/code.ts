/** Lines of TypeScript with their indentation. */
export class Code {
  private readonly lines: string[] = []
  private depth = 0

  line(...texts: string[]): this {
    for (const text of texts) this.lines.push(text === '' ? '' : '  '.repeat(this.depth) + text)
    return this
  }

  /** `head {`, the body indented, `tail`. */
  block(head: string, body: () => void, tail = '}'): this {
    this.line(`${head} {`)
    this.depth++
    body()
    this.depth--
    return this.line(tail)
  }

  /** The body under `if (test)`, bare where the test is `true`, nothing where it is `false`. */
  when(test: string, body: () => void): this {
    if (test === 'true') body()
    else if (test !== 'false') this.block(`if (${test})`, body)
    return this
  }

  toString(): string {
    return this.lines.join('\n')
  }
}
