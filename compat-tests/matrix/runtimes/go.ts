import { copyFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { run } from './program.ts'
import type { Runtime } from './runtime.ts'

/** Modules through the Go module proxy; one binary. */
export const goRuntime: Runtime = {
  install(lane) {
    for (const source of lane.sources) copyFileSync(source, join(lane.home, basename(source)))
    const requirements = Object.entries(lane.version.packages).map(([name, version]) => `require ${name} ${version}\n`)
    writeFileSync(join(lane.home, 'go.mod'), `module gregor.compat/lane\n\ngo 1.24\n\n${requirements.join('')}`)
    const env = { ...process.env, GOFLAGS: '-mod=mod -buildvcs=false', GOTOOLCHAIN: 'local' }
    run('go', ['mod', 'tidy'], { cwd: lane.home, env })
    run('go', ['build', '-p', '1', '-o', 'driver', '.'], { cwd: lane.home, env })
  },

  command(lane) {
    return { program: join(lane.home, 'driver'), args: [] }
  },
}
