import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where the jars of Apache Kafka live: shared by every checkout of this user, made by fetch.ts. */
export const HOME = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'gregor-apache-kafka')

/** Part of the cache: the broker's jars (`libs`) or those of the command-line tools (`tools`). */
export type JarSet = 'libs' | 'tools'

export function isFetched(set: JarSet): boolean {
  return existsSync(join(HOME, set, '.complete'))
}

/** The class path of one jar set; throws a sentence that says what to do when it is not there. */
export function classPath(set: JarSet): string {
  if (!isFetched(set)) {
    throw new Error(`Apache Kafka is not in ${join(HOME, set)}: run "npm run setup" in compat-tests first`)
  }
  return join(HOME, set, '*')
}
