/**
 * `gregor protocol decode|encode`: messages between bytes and Kafka's JSON form, one JSON object per line.
 *
 *     {"message":"FetchRequest","version":12,"json":{…},"hex":"…"}
 *
 * `decode` fills in "json" from "hex", `encode` "hex" from "json"; what is there already is replaced, and other keys
 * pass. A line that cannot be converted gives a sentence with its number on stderr; the others still are, and
 * the exit code is 1.
 */
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { CODECS } from '../protocol/generated/codecs.ts'
import { fromJson, JsonFormError, type JsonObject, type JsonValue, jsonText, toJson } from '../protocol/json.ts'
import type { AnyMessageCodec } from '../protocol/message.ts'
import { Reader } from '../protocol/reader.ts'
import { Writer } from '../protocol/writer.ts'

const USAGE = `usage: gregor protocol decode|encode < lines > lines

Converts protocol messages, one JSON object per line:
  decode   {"message": "FetchRequest", "version": 12, "hex": "…"}    adds "json"
  encode   {"message": "FetchRequest", "version": 12, "json": {…}}   adds "hex"
A message is its body alone: no length, no header. "gregor protocol list" names the messages and their versions.
`

/** What is wrong with one line. */
class LineError extends Error {}

type Convert = (codec: AnyMessageCodec, version: number, line: JsonObject) => JsonObject

function decode(codec: AnyMessageCodec, version: number, line: JsonObject): JsonObject {
  const { hex, ...rest } = line
  if (typeof hex !== 'string' || !/^([0-9a-fA-F]{2})*$/.test(hex))
    throw new LineError('"hex" must be hexadecimal digits')
  const bytes = Buffer.from(hex, 'hex')
  const reader = new Reader(bytes)
  const message = codec.decode(reader, version) as object
  if (!reader.ok) throw new LineError(`the ${bytes.length} bytes are no ${codec.name} of version ${version}`)
  if (reader.remaining > 0) {
    throw new LineError(`${reader.remaining} of the ${bytes.length} bytes are left over behind the message`)
  }
  return { ...rest, json: toJson(codec, message, version), hex }
}

function encode(codec: AnyMessageCodec, version: number, line: JsonObject): JsonObject {
  const { json, ...rest } = line
  if (json === undefined) throw new LineError('"json" is missing')
  const message = fromJson(codec, json, version)
  const writer = new Writer(codec.size(message, version))
  codec.encode(writer, message, version)
  return { ...rest, json, hex: writer.toBuffer().toString('hex') }
}

function convertLine(text: string, convert: Convert): string {
  let line: JsonValue
  try {
    line = JSON.parse(text) as JsonValue
  } catch (error) {
    throw new LineError(`is no JSON: ${(error as Error).message}`)
  }
  if (line === null || typeof line !== 'object' || Array.isArray(line)) throw new LineError('is no JSON object')
  const { message, version } = line
  if (typeof message !== 'string') throw new LineError('"message" must be the name of a message')
  const codec = CODECS.get(message)
  if (codec === undefined) throw new LineError(`there is no message "${message}"`)
  if (typeof version !== 'number' || !Number.isInteger(version)) throw new LineError('"version" must be a number')
  if (version < codec.minVersion || version > codec.maxVersion) {
    throw new LineError(`${message} has versions ${codec.minVersion} to ${codec.maxVersion}, not ${version}`)
  }
  try {
    return jsonText(convert(codec, version, line))
  } catch (error) {
    if (error instanceof LineError) throw error
    // Encoding refuses what the format cannot hold (a string above 32767 bytes).
    throw new LineError(error instanceof JsonFormError ? `"json" ${error.message}` : (error as Error).message)
  }
}

function write(stream: Writable, text: string): Promise<void> | undefined {
  if (stream.write(text)) return undefined
  return new Promise(resolve => stream.once('drain', resolve))
}

/**
 * Runs the command with what follows `gregor protocol`. Resolves to the exit code: 0, 1 where a line could not be
 * converted, 2 for a wrong call.
 */
export async function runProtocolCommand(
  args: readonly string[],
  stdin: Readable,
  stdout: Writable,
  stderr: Writable = process.stderr,
): Promise<number> {
  const [action, ...rest] = args
  if (action === 'list' && rest.length === 0) {
    for (const codec of CODECS.values()) stdout.write(`${codec.name} ${codec.minVersion}-${codec.maxVersion}\n`)
    return 0
  }
  if (action === '--help' || action === '-h') {
    stdout.write(USAGE)
    return 0
  }
  if ((action !== 'decode' && action !== 'encode') || rest.length > 0) {
    stderr.write(USAGE)
    return 2
  }
  const convert = action === 'decode' ? decode : encode
  let exitCode = 0
  let number = 0
  for await (const text of createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (text.trim() === '') continue
    try {
      await write(stdout, `${convertLine(text, convert)}\n`)
    } catch (error) {
      if (!(error instanceof LineError)) throw error
      exitCode = 1
      await write(stderr, `line ${number}: ${error.message}\n`)
    }
  }
  return exitCode
}

/** The command on this process's own streams. */
export function runProtocol(args: readonly string[]): Promise<number> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads our output has seen enough (`| head`).
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  return runProtocolCommand(args, process.stdin, process.stdout)
}
