/**
 * `node apache-kafka/tool.ts CLASS args…` runs one of Apache Kafka's command-line tools, named by its class:
 * `TopicCommand`, `ConsumerGroupCommand`, `DumpLogSegments`, `ConsoleConsumer`, `ProducerPerformance`, …
 */
import { spawn } from 'node:child_process'
import type { Writable } from 'node:stream'
import { classPath } from './home.ts'

/** Tools that do not live in org.apache.kafka.tools itself. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  ConsumerGroupCommand: 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
  ShareGroupCommand: 'org.apache.kafka.tools.consumer.group.ShareGroupCommand',
  ConsoleConsumer: 'org.apache.kafka.tools.consumer.ConsoleConsumer',
  ConsoleShareConsumer: 'org.apache.kafka.tools.consumer.ConsoleShareConsumer',
  ReassignPartitionsCommand: 'org.apache.kafka.tools.reassign.ReassignPartitionsCommand',
  StreamsGroupCommand: 'org.apache.kafka.tools.streams.StreamsGroupCommand',
  ConfigCommand: 'kafka.admin.ConfigCommand',
}

export function toolJavaArgs(tool: string, args: readonly string[], logLevel = 'error'): string[] {
  const className = tool.includes('.') ? tool : (ELSEWHERE[tool] ?? `org.apache.kafka.tools.${tool}`)
  // Short runs: the first compiler alone and the serial collector start fastest.
  const jvm = [
    '-Xmx512m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    `-Dorg.slf4j.simpleLogger.defaultLogLevel=${logLevel}`,
  ]
  return [...jvm, '-cp', classPath('tools'), className, ...args]
}

export interface ToolResult {
  readonly status: number
  readonly stdout: Buffer
  readonly stderr: string
}

/** Runs a tool to its end; kills it after `timeoutMs`. */
export function runTool(
  tool: string,
  args: readonly string[],
  input: Uint8Array | null = null,
  timeoutMs = 60_000,
): Promise<ToolResult> {
  return runProgram('java', toolJavaArgs(tool, args), input, timeoutMs)
}

/** `paceMs`: the input goes in twenty parts with such pauses between them; at once when 0. */
export function runProgram(
  program: string,
  args: readonly string[],
  input: Uint8Array | null,
  timeoutMs: number,
  paceMs = 0,
): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    const out: Buffer[] = []
    const err: Buffer[] = []
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', reject)
    child.on('close', (status, signal) => {
      clearTimeout(timer)
      const text =
        Buffer.concat(err).toString() + (signal === null ? '' : `\nended by ${signal} after at most ${timeoutMs} ms`)
      resolve({ status: status ?? -1, stdout: Buffer.concat(out), stderr: text })
    })
    // A program that ends before it has read all of its input is judged by its exit code, not by a broken pipe.
    child.stdin.on('error', () => {})
    if (paceMs > 0 && input !== null) void writeSlowly(child.stdin, input, paceMs)
    else child.stdin.end(input ?? undefined)
  })
}

/** A twentieth of the input at a time. */
async function writeSlowly(into: Writable, input: Uint8Array, paceMs: number): Promise<void> {
  const step = Math.ceil(input.length / 20)
  for (let at = 0; at < input.length && into.writable; at += step) {
    into.write(input.subarray(at, at + step))
    await new Promise(done => setTimeout(done, paceMs))
  }
  into.end()
}

if (import.meta.main) {
  const [tool, ...args] = process.argv.slice(2)
  if (tool === undefined) {
    console.error('usage: node apache-kafka/tool.ts CLASS args…')
    process.exit(2)
  }
  const child = spawn('java', toolJavaArgs(tool, args, process.env.LEVEL ?? 'error'), { stdio: 'inherit' })
  child.on('exit', code => process.exit(code ?? 1))
}
