import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { externalTarget, type StartOptions, startTarget, type Target, type TargetName } from './target.ts'

/**
 * `--name value`, `--name=value` and bare `--flag` of a command line. The options that there are stand in `usage`, which
 * `--help` prints; any other ends the process with it.
 */
export class Args {
  private readonly values = new Map<string, string>()

  constructor(usage: string, argv: readonly string[] = process.argv.slice(2)) {
    const known = new Set(usage.match(/(?<=--)[a-z][a-z-]*/g))
    if (argv.includes('--help')) {
      console.log(`usage: ${usage}`)
      process.exit(0)
    }
    this.read(argv)
    const unknown = [...this.values.keys()].filter(name => !known.has(name))
    if (unknown.length === 0) return
    console.error(`--${unknown[0]} is not an option here\nusage: ${usage}`)
    process.exit(2)
  }

  private read(argv: readonly string[]): void {
    for (let i = 0; i < argv.length; i++) {
      const arg = argv[i]!
      if (!arg.startsWith('--')) throw new Error(`"${arg}" is not understood: options begin with --`)
      const equals = arg.indexOf('=')
      const next = argv[i + 1]
      if (equals > 0) this.values.set(arg.slice(2, equals), arg.slice(equals + 1))
      else if (next !== undefined && !next.startsWith('--')) this.values.set(arg.slice(2), argv[++i]!)
      else this.values.set(arg.slice(2), '')
    }
  }

  has(name: string): boolean {
    return this.values.has(name)
  }

  text(name: string, otherwise: string): string {
    return this.values.get(name) ?? otherwise
  }

  number(name: string, otherwise: number): number {
    const value = this.values.get(name)
    if (value === undefined) return otherwise
    if (!/^\d+$/.test(value)) throw new Error(`--${name} needs a number, not "${value}"`)
    return Number(value)
  }

  /** A comma-separated list; null when the option is absent. */
  list(name: string): string[] | null {
    const value = this.values.get(name)
    return value === undefined ? null : value.split(',').filter(part => part !== '')
  }

  /** `--target gregor|apache-kafka`; gregor when absent. */
  target(): TargetName {
    const name = this.text('target', 'gregor')
    if (name !== 'gregor' && name !== 'apache-kafka')
      throw new Error(`--target is gregor or apache-kafka, not "${name}"`)
    return name
  }
}

/** A directory that vanishes with the process, unless KEEP is set in the environment. */
export function scratchDir(what: string): string {
  const dir = mkdtempSync(join(tmpdir(), `gregor-${what}-`))
  process.on('exit', () => {
    if (process.env.KEEP !== undefined) return
    // What a broker printed lies beside its directory (see target.ts).
    for (const path of [dir, `${dir}.stdout.log`]) rmSync(path, { recursive: true, force: true })
  })
  return dir
}

/** Starts what `--target` names, or takes the broker that `--bootstrap host:port` names. */
export async function targetFromArgs(args: Args, options: Omit<StartOptions, 'name'>): Promise<Target> {
  const bootstrap = args.text('bootstrap', '')
  return bootstrap !== '' ? externalTarget(bootstrap) : await startTarget({ ...options, name: args.target() })
}
