import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { run } from './program.ts'
import type { Runtime } from './runtime.ts'

/** Old clients do not run on the newest Python, so the first of these that can make an environment is taken. */
const INTERPRETERS = ['python3.11', 'python3.10', 'python3']

/** Packages from PyPI in a virtual environment of the lane's own. */
export const pythonRuntime: Runtime = {
  install(lane) {
    for (const source of lane.sources) copyFileSync(source, join(lane.home, basename(source)))
    const venv = join(lane.home, 'venv')
    const python = INTERPRETERS.find(name => spawnSync(name, ['-m', 'venv', venv]).status === 0)
    if (python === undefined) throw new Error('no Python that can make a virtual environment (Debian: python3-venv)')
    const packages = Object.entries(lane.version.packages).map(([name, version]) => `${name}==${version}`)
    run(join(venv, 'bin/python'), ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', ...packages])
  },

  command(lane) {
    return {
      program: join(lane.home, 'venv/bin/python'),
      args: ['-u', '-W', 'ignore', join(lane.home, basename(lane.path))],
    }
  },
}
