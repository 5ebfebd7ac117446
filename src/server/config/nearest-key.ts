/** Number of single-character changes, and swaps of neighbours, from one text to the other; capped at `limit` + 1. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, beforeLast[j - 2]! + 1)
      row.push(cost)
      least = Math.min(least, cost)
    }
    if (least > limit) return limit + 1
    beforeLast = last
    last = row
  }
  return last[b.length]!
}

/** The key that was probably meant; null when none is near. Separators do not count: `log_dirs` is `log.dirs`. */
export function nearestKey(key: string, known: Iterable<string>): string | null {
  const plain = (text: string) => text.toLowerCase().replace(/[_-]/g, '.')
  const wanted = plain(key)
  // A longer key may hold more slips, yet keys differ from each other by as little as `min` and `max`.
  const limit = wanted.length < 8 ? 1 : 2
  let best: string | null = null
  let bestDistance = limit + 1
  for (const name of known) {
    const distance = editDistance(wanted, plain(name), limit)
    if (distance < bestDistance) {
      best = name
      bestDistance = distance
    }
  }
  return best
}
