import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from '../driver.ts'
import { fingerprint, type Lane, type RuntimeName } from '../lane.ts'
import { goRuntime } from './go.ts'
import { javaRuntime } from './java.ts'
import { nodeRuntime } from './node.ts'
import { pythonRuntime } from './python.ts'
import { rustRuntime } from './rust.ts'

/** How the programs of one language are fetched, built and run. */
export interface Runtime {
  /** Fills the empty folder `lane.home`; throws a sentence. */
  install(lane: Lane): void
  command(lane: Lane): Command
}

const RUNTIMES: Readonly<Record<RuntimeName, Runtime>> = {
  node: nodeRuntime,
  java: javaRuntime,
  go: goRuntime,
  python: pythonRuntime,
  rust: rustRuntime,
}

const STAMP = '.complete'

export function isInstalled(lane: Lane): boolean {
  const stamp = join(lane.home, STAMP)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(lane)
}

/** Fetches and builds what the lane needs, unless it is there; throws a sentence when that fails. */
export function installLane(lane: Lane): void {
  for (const program of lane.head.programs ?? []) {
    if (spawnSync(program, ['-V']).error !== undefined) throw new Error(`${program} is not installed`)
  }
  if (isInstalled(lane)) return
  rmSync(lane.home, { recursive: true, force: true })
  mkdirSync(lane.home, { recursive: true })
  RUNTIMES[lane.head.runtime].install(lane)
  // Written last, so that half an installation is not taken for a whole one.
  writeFileSync(join(lane.home, STAMP), fingerprint(lane))
}

export function laneCommand(lane: Lane): Command {
  return RUNTIMES[lane.head.runtime].command(lane)
}
