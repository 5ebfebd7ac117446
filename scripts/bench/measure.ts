import { spawn } from 'node:child_process'
import type { Target } from '../../compat-tests/harness/target.ts'

/** Where the compiled load.c is. */
let program = ''
export function setLoadProgram(path: string): void {
  program = path
}

/** What load.c prints. */
interface LoadOutput {
  readonly bytes?: number
  readonly seconds?: number
  readonly clientCpu?: number
  readonly p50?: number
  readonly p99?: number
}

export function load(args: readonly (string | number)[]): Promise<LoadOutput> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args.map(String), { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.on('data', chunk => {
      out += chunk
    })
    child.stderr.on('data', chunk => {
      err += chunk
    })
    child.on('error', reject)
    child.on('close', code =>
      code === 0 ? resolve(JSON.parse(out)) : reject(new Error(err.trim() || `load ended with ${code}`)),
    )
  })
}

/** Figures by name: `MB/s`, `CPU s/GB`, `p50 ms`, … One sample a round. */
export type Sample = Readonly<Record<string, number>>

const IDLE_CPU_SECONDS = 0.02
const IDLE_SAMPLE_MS = 250

/** Waits until the broker does nothing any more: the files of the last round's topic are removed in its own time. */
export async function untilIdle(target: Target): Promise<void> {
  for (let i = 0; i < 60; i++) {
    const before = target.cpuSeconds()
    await new Promise(done => setTimeout(done, IDLE_SAMPLE_MS))
    if (target.cpuSeconds() - before <= IDLE_CPU_SECONDS) return
  }
}

/**
 * Gives the memory that is free to the page cache, as it is on a machine that has run for a while. The host of a virtual
 * machine hands its memory out when it is first used, and takes back what is free for two seconds: a page that a broker
 * wrote into cost four times as much, or not, as it happened.
 */
export async function occupyMemory(): Promise<void> {
  await load(['occupy', `${program}.occupied`])
}

/** Broker CPU and wall time of a volume load. */
export async function volume(target: Target, args: readonly (string | number)[]): Promise<Sample> {
  await untilIdle(target)
  await occupyMemory()
  const before = target.cpuSeconds()
  const { bytes = 0, seconds = 0, clientCpu = 0 } = await load(args)
  const gigabytes = bytes / 1e9
  return {
    'MB/s': (gigabytes * 1000) / seconds,
    'CPU s/GB': (target.cpuSeconds() - before) / gigabytes,
    'client CPU s/GB': clientCpu / gigabytes,
  }
}

export async function percentiles(target: Target, args: readonly (string | number)[]): Promise<Sample> {
  await untilIdle(target)
  const { p50 = 0, p99 = 0 } = await load(args)
  return { 'p50 ms': p50 / 1000, 'p99 ms': p99 / 1000 }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
