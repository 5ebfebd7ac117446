/** A vitest setup file: in tests nothing that a version cannot say may be lost silently. */
import { setStrictEncoding } from '../message.ts'

setStrictEncoding(true)
