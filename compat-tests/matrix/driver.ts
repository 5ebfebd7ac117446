import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { LeftOut } from '../harness/cases.ts'

/** How to run an installed driver program. */
export interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/** The first line of every driver. */
export interface Hello {
  /** The version that the client itself tells, where it does. */
  readonly version: string
  /** Why an operation, a field of one or a value of a field cannot be had: `op`, `op.field` or `op.field=value`. */
  readonly lacks: Readonly<Record<string, string>>
}

export interface DriverEvent {
  readonly event: 'record' | 'assigned' | 'revoked' | 'error'
  /** The consumer it is about. */
  readonly h: string
  readonly [field: string]: unknown
}

/** What a client reported as failed. `code` is the error code of the Kafka protocol where the client gives it. */
export class ClientError extends Error {
  readonly code: number | null

  constructor(op: string, code: number | null, message: string) {
    super(`${op}: ${message}${code === null ? '' : ` (error code ${code})`}`)
    this.code = code
  }
}

type Answer =
  | { readonly id: number; readonly ok: unknown }
  | { readonly id: number; readonly error: { readonly code: number | null; readonly message: string } }
  | { readonly id: number; readonly lacks: string }

interface Waiting {
  readonly op: string
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

const HELLO_WITHIN_MS = 30_000
const END_WITHIN_MS = 5_000
const STDERR_KEPT = 3000

const isHello = (message: object): message is { readonly hello: Hello } => 'hello' in message

/** A running driver program: operations go in, answers and events come out, one JSON a line. */
export class Driver {
  private readonly child: ChildProcess
  private readonly waiting = new Map<number, Waiting>()
  private readonly listeners = new Map<string, (event: DriverEvent) => void>()
  private nextId = 1
  private stderr = ''
  private ended: string | null = null
  private hello: Hello = { version: '', lacks: {} }

  private constructor(command: Command, greeted: (error: Error | null) => void) {
    this.child = spawn(command.program, command.args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
      env: { ...process.env, ...command.env },
    })
    const timer = setTimeout(() => greeted(new Error('the driver did not greet')), HELLO_WITHIN_MS)
    this.child.stderr!.on('data', chunk => {
      this.stderr = (this.stderr + chunk).slice(-STDERR_KEPT)
    })
    this.child.stdin!.on('error', () => {})
    const end = (how: string) => {
      this.ended ??= `the driver ended (${how})\n${this.stderr}`
      clearTimeout(timer)
      const error = new Error(this.ended)
      greeted(error)
      for (const { reject } of this.waiting.values()) reject(error)
      this.waiting.clear()
    }
    this.child.on('error', error => end(error.message))
    this.child.on('close', (code, signal) => end(signal ?? `exit ${code}`))
    createInterface({ input: this.child.stdout! }).on('line', line => {
      const message = this.parse(line)
      if (message === null) return
      if (isHello(message)) {
        clearTimeout(timer)
        this.hello = message.hello
        greeted(null)
      } else if ('event' in message) this.listeners.get(message.h)?.(message)
      else this.settle(message)
    })
  }

  static start(command: Command): Promise<Driver> {
    return new Promise((resolve, reject) => {
      const driver = new Driver(command, error => (error === null ? resolve(driver) : reject(error)))
    })
  }

  /** A client that prints on stdout of its own accord must not end the run: such lines count as stderr. */
  private parse(line: string): Answer | DriverEvent | { readonly hello: Hello } | null {
    try {
      const message: unknown = JSON.parse(line)
      if (typeof message === 'object' && message !== null) return message as Answer
    } catch {}
    this.stderr = `${this.stderr}${line}\n`.slice(-STDERR_KEPT)
    return null
  }

  private settle(answer: Answer): void {
    const waiting = this.waiting.get(answer.id)
    this.waiting.delete(answer.id)
    if ('error' in answer)
      waiting?.reject(new ClientError(waiting.op, answer.error.code ?? null, answer.error.message.slice(0, 600)))
    else if ('lacks' in answer) waiting?.reject(new LeftOut(answer.lacks))
    else waiting?.resolve(answer.ok)
  }

  get version(): string {
    return this.hello.version
  }

  get running(): boolean {
    return this.ended === null
  }

  /** What the client printed beside the protocol, its last part. */
  get printed(): string {
    return this.stderr
  }

  /** Why this client cannot do that; null when it can. */
  lack(op: string, params: Readonly<Record<string, unknown>> = {}): string | null {
    const { lacks } = this.hello
    if (lacks[op] !== undefined) return lacks[op]
    for (const [field, value] of Object.entries(params)) {
      const reason = lacks[`${op}.${field}`] ?? lacks[`${op}.${field}=${String(value)}`]
      if (reason !== undefined) return reason
    }
    return null
  }

  /** Throws LeftOut with the client's reason when it lacks the operation, ClientError when it fails. */
  call<T>(op: string, params: Readonly<Record<string, unknown>> = {}): Promise<T> {
    const reason = this.lack(op, params)
    if (reason !== null) return Promise.reject(new LeftOut(reason))
    if (this.ended !== null) return Promise.reject(new Error(this.ended))
    const id = this.nextId++
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { op, resolve: value => resolve(value as T), reject })
      this.child.stdin!.write(`${JSON.stringify({ id, op, ...params })}\n`)
    })
  }

  /** Events about the consumer `h`; null ends that. */
  listen(h: string, listener: ((event: DriverEvent) => void) | null): void {
    if (listener === null) this.listeners.delete(h)
    else this.listeners.set(h, listener)
  }

  kill(): void {
    this.ended ??= 'the driver was killed'
    this.child.kill('SIGKILL')
  }

  /** Ends the program by the end of its input; kills it when that takes too long. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const closed = new Promise(done => this.child.once('close', done))
    this.child.stdin!.end()
    const timer = setTimeout(() => this.child.kill('SIGKILL'), END_WITHIN_MS)
    await closed
    clearTimeout(timer)
  }
}
