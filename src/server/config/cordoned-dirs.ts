/** `cordoned.log.dirs` (KIP-1066): some of `log.dirs` as they are written there, or `*` for all of them. */
export const ALL_LOG_DIRS = '*'

/** What is wrong with a list; null when nothing is. The sentences are Kafka's. */
export function cordonProblem(cordoned: readonly string[], dirsByName: ReadonlyMap<string, string>): string | null {
  if (cordoned.includes(ALL_LOG_DIRS)) {
    return cordoned.length === 1 ? null : 'When cordoned.log.dirs is set to *, it must not contain other values'
  }
  const missing = cordoned.filter(name => !dirsByName.has(name))
  if (missing.length === 0) return null
  return `All entries in cordoned.log.dirs must be present in log.dirs or log.dir. Missing entries : ${missing.join(', ')}`
}

/**
 * The paths of the directories that are meant. What is none of them is passed over: the metadata may be of another time.
 */
export function cordonedPaths(cordoned: readonly string[], dirsByName: ReadonlyMap<string, string>): string[] {
  const names = cordoned.includes(ALL_LOG_DIRS) ? dirsByName.keys() : cordoned
  return [...new Set([...names].flatMap(name => dirsByName.get(name) ?? []))]
}
