/**
 * Preloaded (`node --import`) into a process that shall run with one planted bug, named by the environment: changes the
 * source of one module when it is loaded. Nothing of this is in the product.
 */
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { MUTATIONS } from './mutations.ts'

export const PLANTED_BUG = 'GREGOR_PLANTED_BUG'

const name = process.env[PLANTED_BUG]
const mutation = MUTATIONS.find(candidate => candidate.name === name)
if (mutation === undefined) throw new Error(`there is no bug to plant with the name ${name}`)
const { file, find, replace } = mutation
const target = fileURLToPath(new URL(`../../../${file}`, import.meta.url))

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (!url.startsWith('file:') || fileURLToPath(url) !== target) return loaded
    const source = String(loaded.source)
    if (source.split(find).length !== 2) throw new Error(`what shall be changed occurs not once in ${file}: ${find}`)
    // A function: `$` in the replacement shall mean nothing.
    return { ...loaded, source: source.replace(find, () => replace) }
  },
})
