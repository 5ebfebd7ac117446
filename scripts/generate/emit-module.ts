import { Code } from './code.ts'
import { emitDecode } from './emit-decode.ts'
import { emitEncode, emitRefusals, emitSize, isRefusable, needsStrictTest } from './emit-encode.ts'
import type { Message } from './spec.ts'
import { defaultValue, differsFromDefault, fieldType, structsWithDefaultTest } from './struct-shape.ts'

export const HEADER = '// made by scripts/generate.ts; do not edit'

export function kebabCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
}

export const codecName = (message: Message): string => message.name[0]!.toLowerCase() + message.name.slice(1)

function emitClasses(code: Code, message: Message): void {
  for (const struct of message.structs) {
    code.block(`export class ${struct.name}`, () => {
      for (const field of struct.fields) code.line(`${field.name}: ${fieldType(field)} = ${defaultValue(field)}`)
    })
    code.line('')
  }
}

function emitDefaultTests(code: Code, message: Message): void {
  const refused = new Set(message.structs.flatMap(struct => struct.fields.filter(field => isRefusable(field, struct))))
  for (const name of structsWithDefaultTest(message, field => field.tagged !== null || refused.has(field))) {
    const struct = message.structs.find(candidate => candidate.name === name)!
    const tests = struct.fields.map(field => {
      const differs = differsFromDefault(field, `m.${field.name}`)
      return differs.includes('||') ? `(${differs})` : differs
    })
    code.block(`function isDefault${name}(m: ${name}): boolean`, () => {
      code.line(`return !(${tests.join(' || ') || 'false'})`)
    })
    code.line('')
  }
}

function emitCodec(code: Code, message: Message): void {
  const { name } = message
  code.block(`export const ${codecName(message)}: MessageCodec<${name}> =`, () => {
    code.line(
      `name: '${name}',`,
      `apiKey: ${message.apiKey},`,
      `minVersion: ${message.valid.from},`,
      `maxVersion: ${message.valid.to},`,
      `flexibleFrom: ${message.flexibleFrom},`,
      `create: () => new ${name}(),`,
      `decode: decode${name},`,
      `size: size${name},`,
      `encode: encode${name},`,
      `structs: { ${message.structs.map(struct => struct.name).join(', ')} },`,
    )
  })
}

function importLine(from: string, body: string, values: string[], types: string[]): string[] {
  const used = values.filter(name => new RegExp(`\\b${name}\\b`).test(body)).sort()
  const names = [...used, ...types.filter(name => new RegExp(`\\b${name}\\b`).test(body)).map(name => `type ${name}`)]
  if (names.length === 0) return []
  if (used.length === 0) return [`import type { ${names.map(name => name.slice(5)).join(', ')} } from '${from}'`]
  return [`import { ${names.join(', ')} } from '${from}'`]
}

/** The text of one generated module. */
export function emitModule(message: Message): string {
  const code = new Code()
  emitClasses(code, message)
  emitDefaultTests(code, message)
  for (const struct of message.structs) {
    emitDecode(code, message, struct)
    code.line('')
    emitSize(code, message, struct)
    code.line('')
    if (needsStrictTest(struct)) {
      emitRefusals(code, struct)
      code.line('')
    }
    emitEncode(code, message, struct)
    code.line('')
  }
  emitCodec(code, message)
  const body = code.toString()
  const imports = [
    ...importLine('../../base/bytes-view.ts', body, [], ['BytesView']),
    ...importLine('../../base/uuid.ts', body, ['ZERO_UUID'], []),
    ...importLine('../message.ts', body, ['refuseField', 'refuseNull', 'strictEncoding'], ['MessageCodec']),
    ...importLine('../reader.ts', body, ['EMPTY_BYTES', 'INT64_MAX', 'INT64_MIN'], ['Reader']),
    ...importLine(
      '../writer.ts',
      body,
      ['inlineRecordsSize', 'nullableBytesSize', 'nullableStrSize', 'recordsLength', 'strSize', 'uvarintSize'],
      ['Writer'],
    ),
  ]
  return `${HEADER}\n${imports.join('\n')}\n\n${body}\n`
}
