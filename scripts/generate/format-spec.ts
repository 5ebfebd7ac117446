/** JSON with small objects on one line: a field is a line, which is how these files are read and compared. */
export function formatSpec(value: unknown): string {
  return `${format(value, 0)}\n`
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(inline).join(', ')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
    if (entries.length === 0) return '{}'
    return `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`).join(', ')} }`
  }
  return JSON.stringify(value)
}

const isFlat = (value: unknown): boolean =>
  value === null ||
  typeof value !== 'object' ||
  Object.values(value).every(item => item === null || typeof item !== 'object')

function format(value: unknown, indent: number): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const line = inline(value)
  if ((isFlat(value) && indent > 0) || line.length <= 2) return line
  const pad = ' '.repeat(indent + 2)
  const end = `\n${' '.repeat(indent)}`
  if (Array.isArray(value)) return `[\n${value.map(item => pad + format(item, indent + 2)).join(',\n')}${end}]`
  const isField = typeof (value as { type?: unknown }).type === 'string' && 'fields' in value && 'versions' in value
  if (isField) {
    // The scalar keys of a struct field share one line; its fields follow.
    const { fields, ...rest } = value as Record<string, unknown>
    return `{\n${pad}${inline(rest).slice(2, -2)},\n${pad}"fields": ${format(fields, indent + 2)}${end}}`
  }
  const entries = Object.entries(value).map(([key, item]) => {
    const name = `${JSON.stringify(key)}: `
    return pad + name + format(item, indent + 2)
  })
  return `{\n${entries.join(',\n')}${end}}`
}
