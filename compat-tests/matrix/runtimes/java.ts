import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './program.ts'
import type { Runtime } from './runtime.ts'

function pom(packages: Readonly<Record<string, string>>): string {
  const dependencies = Object.entries(packages).map(([name, version]) => {
    const [group, artifact] = name.split(':')
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`
  })
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>gregor.compat</groupId><artifactId>lane</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>${dependencies.join('')}</dependencies></project>\n`
}

/** Jars from Maven's repository; the one source is compiled against them. */
export const javaRuntime: Runtime = {
  install(lane) {
    const jars = join(lane.home, 'jars')
    const classes = join(lane.home, 'classes')
    mkdirSync(classes)
    writeFileSync(join(lane.home, 'pom.xml'), pom(lane.version.packages))
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${jars}`]
    run('mvn', ['-q', '-B', '-f', join(lane.home, 'pom.xml'), ...goal])
    run('javac', ['-nowarn', '-cp', join(jars, '*'), '-d', classes, ...lane.sources])
  },

  command(lane) {
    const classPath = `${join(lane.home, 'classes')}:${join(lane.home, 'jars', '*')}`
    // Short runs: the first compiler alone and the serial collector start fastest.
    const jvm = [
      '-Xmx384m',
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '-Dorg.slf4j.simpleLogger.defaultLogLevel=error',
    ]
    return { program: 'java', args: [...jvm, '-cp', classPath, 'Driver'] }
  },
}
