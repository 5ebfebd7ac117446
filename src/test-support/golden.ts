/**
 * Golden files: what Apache Kafka itself wrote, said or computed. Each folder has a selection (`testdata/`) on which
 * its tests always run; the full set may lie beside the checkout, and tests of all of it are left out with a sentence
 * where it does not.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../shared/golden', import.meta.url))

export const WITHOUT_GOLDEN = 'the full golden set is not beside this checkout'

/** Where the full set is, or a file of it; null where it is not. */
export function golden(path: string): string | null {
  const whole = `${ROOT}/${path}`
  return existsSync(whole) ? whole : null
}

/** A file of JSON values, one a line. */
export function linesOf<T>(file: string | URL): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as T)
}

/** All files of a folder, each of JSON values, one a line. */
export function linesOfFolder<T>(folder: string): T[] {
  return readdirSync(folder).flatMap(file => linesOf<T>(`${folder}/${file}`))
}

/** A file that is one JSON value. */
export function jsonOf<T>(file: string | URL): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T
}
