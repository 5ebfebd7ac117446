import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { run } from './program.ts'
import type { Runtime } from './runtime.ts'

/** Crates from crates.io; one binary, built without optimisation, which takes a third of the time. */
export const rustRuntime: Runtime = {
  install(lane) {
    const src = join(lane.home, 'src')
    mkdirSync(src)
    for (const source of lane.sources) {
      copyFileSync(source, join(src, source === lane.path ? 'main.rs' : basename(source)))
    }
    const dependencies = Object.entries(lane.version.packages).map(([name, version]) => `${name} = ${version}\n`)
    writeFileSync(
      join(lane.home, 'Cargo.toml'),
      `[package]\nname = "driver"\nversion = "0.0.0"\nedition = "2021"\n\n[dependencies]\n${dependencies.join('')}` +
        '\n[profile.dev]\ndebug = false\n\n[workspace]\n',
    )
    run('cargo', ['build', '--quiet', '--jobs', '1'], { cwd: lane.home, timeoutMs: 25 * 60_000 })
  },

  command(lane) {
    return { program: join(lane.home, 'target/debug/driver'), args: [] }
  },
}
