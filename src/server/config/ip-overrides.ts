import { ConfigError } from './config-error.ts'

/** `max.connections.per.ip.overrides`: `hostA:200,127.0.0.1:100`. Throws ConfigError. */
export function parseIpOverrides(text: string): Map<string, number> {
  const overrides = new Map<string, number>()
  for (const pair of text.split(',')) {
    if (pair.trim() === '') continue
    const colon = pair.lastIndexOf(':')
    const count = pair.slice(colon + 1).trim()
    if (colon < 1 || !/^\d+$/.test(count)) throw new ConfigError(`has "${pair.trim()}"; write it as ADDRESS:COUNT`)
    overrides.set(pair.slice(0, colon).trim(), Number(count))
  }
  return overrides
}
