/** A problem in a properties file, with the line on which it stands. */
export class PropertiesSyntaxError extends Error {
  override readonly name = 'PropertiesSyntaxError'
  readonly line: number

  constructor(line: number, message: string) {
    super(message)
    this.line = line
  }
}

export interface Property {
  readonly key: string
  readonly value: string
  /** The line on which it begins, counted from 1. */
  readonly line: number
}

/**
 * Java's properties format (java.util.Properties.load): `key=value`, `key:value` or `key value`; `#` and `!` begin a
 * comment line; a line that ends in an odd number of backslashes goes on in the next, whose leading space is dropped;
 * `\t \n \r \f \uXXXX`, and a backslash before anything else is dropped. Trailing space belongs to the value.
 */
export function parseProperties(text: string): Property[] {
  const found: Property[] = []
  for (const { content, line } of logicalLines(text)) {
    let at = 0
    while (at < content.length && !isSeparator(content[at]!)) at += content[at] === '\\' ? 2 : 1
    const key = unescaped(content.slice(0, at), line)
    while (at < content.length && isSpace(content[at]!)) at++
    if (content[at] === '=' || content[at] === ':') at++
    while (at < content.length && isSpace(content[at]!)) at++
    found.push({ key, value: unescaped(content.slice(at), line), line })
  }
  return found
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\f'
}

function isSeparator(char: string): boolean {
  return char === '=' || char === ':' || isSpace(char)
}

function* logicalLines(text: string): Generator<{ content: string; line: number }> {
  const lines = (text.startsWith('\ufeff') ? text.slice(1) : text).split(/\r\n|\n|\r/)
  for (let i = 0; i < lines.length; i++) {
    const line = i + 1
    let content = trimStart(lines[i]!)
    // Only a line of its own can be a comment or empty; a continuation that looks like one is not.
    if (content === '' || content[0] === '#' || content[0] === '!') continue
    while (endsInBackslash(content)) {
      content = content.slice(0, -1)
      if (i + 1 >= lines.length) break
      content += trimStart(lines[++i]!)
    }
    yield { content, line }
  }
}

function trimStart(line: string): string {
  let at = 0
  while (at < line.length && isSpace(line[at]!)) at++
  return line.slice(at)
}

function endsInBackslash(line: string): boolean {
  let count = 0
  while (count < line.length && line[line.length - 1 - count] === '\\') count++
  return count % 2 === 1
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' }

function unescaped(text: string, line: number): string {
  if (!text.includes('\\')) return text
  let out = ''
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '\\') {
      out += text[at]
      continue
    }
    const next = text[++at]
    if (next === undefined) break
    if (next !== 'u') {
      out += ESCAPES[next] ?? next
      continue
    }
    const digits = text.slice(at + 1, at + 5)
    if (!/^[0-9a-fA-F]{4}$/.test(digits))
      throw new PropertiesSyntaxError(line, `\\u needs four hexadecimal digits, not "${digits}"`)
    out += String.fromCharCode(Number.parseInt(digits, 16))
    at += 4
  }
  return out
}
