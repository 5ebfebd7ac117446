import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { FaultDisk } from './host/fault-disk.ts'
import { MemoryDisk } from './host/memory-disk.ts'
import { createNodeHost } from './host/node/index.ts'
import { loadConfig } from './server/config/load-config.ts'
import { createNode } from './server/node.ts'

function nodeOn(disk: FaultDisk): ReturnType<typeof createNode> {
  const { config } = loadConfig({ values: { 'log.dirs': '/data', listeners: 'PLAINTEXT://127.0.0.1:0' }, env: {} })
  return createNode(config, createNodeHost({ disk }))
}

it('a node that is stopped in the middle of its start, wherever that is, does nothing after it has stopped', async () => {
  const disk = new FaultDisk(new MemoryDisk())
  let stoppedStarts = 0
  for (let at = 1; ; at++) {
    const node = nodeOn(disk)
    const from = disk.operations
    let stopped: Promise<void> | null = null
    disk.onOperation = count => {
      if (count - from !== at) return
      queueMicrotask(() => {
        stopped = node.stop()
      })
    }
    const outcome = await node.start().then(
      () => 'serves',
      (error: Error) => error.message,
    )
    if (stopped === null) {
      expect(outcome).toBe('serves')
      await node.stop()
      break
    }
    stoppedStarts++
    await stopped
    expect([at, outcome]).toEqual([at, expect.stringMatching(/stopped while it started/)])
    const operations = disk.operations
    for (let i = 0; i < 20; i++) await turn()
    expect([at, disk.operations]).toEqual([at, operations])
    expect(node.parts.quorum?.raft.isClosed ?? true).toBe(true)
  }
  expect(stoppedStarts).toBeGreaterThan(20)
})
