/**
 * Fetches the Apache Kafka that Gregor is compared with: its broker (4.4.0) and command-line tools (4.3.1, the newest that
 * are published), through Maven, into the cache folder that home.ts names. Does nothing when they are there.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HOME, isFetched, type JarSet } from './home.ts'

const PROFILES: readonly { readonly profile: string; readonly set: JarSet }[] = [
  { profile: 'broker', set: 'libs' },
  { profile: 'tools', set: 'tools' },
]

/** Throws a sentence when Java or Maven is missing or Maven fails. */
export function fetchApacheKafka(log: (line: string) => void = console.log): void {
  for (const { profile, set } of PROFILES) {
    if (isFetched(set)) continue
    for (const program of ['java', 'mvn']) {
      if (spawnSync(program, ['-version']).error !== undefined) {
        throw new Error(
          `${program} is not installed: Apache Kafka needs a Java 17 runtime and Maven (Debian: default-jdk-headless maven)`,
        )
      }
    }
    const target = join(HOME, set)
    rmSync(target, { recursive: true, force: true })
    mkdirSync(target, { recursive: true })
    log(`fetching Apache Kafka (${profile}) into ${target}`)
    const pom = join(import.meta.dirname, 'pom.xml')
    const result = spawnSync(
      'mvn',
      [
        '-q',
        '-B',
        '-f',
        pom,
        '-P',
        profile,
        'dependency:copy-dependencies',
        '-DincludeScope=runtime',
        `-DoutputDirectory=${target}`,
      ],
      { encoding: 'utf8' },
    )
    if (result.status !== 0) throw new Error(`Maven could not fetch Apache Kafka:\n${result.stdout}${result.stderr}`)
    // Written last, so that a broken download is not taken for a whole one.
    writeFileSync(join(target, '.complete'), '')
  }
}

if (import.meta.main) fetchApacheKafka()
