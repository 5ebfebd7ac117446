import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import * as net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { DescribeClusterRequest, describeClusterRequest } from '../protocol/generated/describe-cluster-request.ts'
import { describeClusterResponse } from '../protocol/generated/describe-cluster-response.ts'
import { DescribeLogDirsRequest, describeLogDirsRequest } from '../protocol/generated/describe-log-dirs-request.ts'
import { describeLogDirsResponse } from '../protocol/generated/describe-log-dirs-response.ts'
import { ask } from '../test-support/ask.ts'
import { readyLine } from './start.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const directory = mkdtempSync(join(tmpdir(), 'gregor-cli-'))
const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

interface Run {
  readonly child: ChildProcess
  /** The first line of standard output. */
  readonly ready: Promise<string>
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>
}

function gregor(...args: string[]): Run {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('KAFKA_')))
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: directory, env, stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let stdout = ''
  let stderr = ''
  child.stderr.on('data', text => {
    stderr += text
  })
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', text => {
      stdout += text
      if (stdout.includes('\n')) resolve(stdout.slice(0, stdout.indexOf('\n')))
    })
    child.once('exit', code => reject(new Error(`ended with ${code}: ${stderr}`)))
  })
  // Only some tests wait for it.
  ready.catch(() => {})
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>(resolve =>
    child.once('close', code => resolve({ code, stdout, stderr })),
  )
  return { child, ready, ended }
}

describe('gregor start --nodes 3', () => {
  it('starts a cluster of processes, starts again one that is killed, and stops them together', async () => {
    const { child, ready, ended } = gregor('--nodes', '3', '--port', '0', '--memory', '--log-level', 'warn')
    const line = await ready
    const match = /^gregor is ready: 3 nodes on ((?:127\.0\.0\.1:\d+,?){3}), data in memory, \d+ ms$/.exec(line)
    const addresses = match![1]!.split(',')
    const describe = async (address: string) =>
      ask(address, [describeClusterRequest, describeClusterResponse], 0, new DescribeClusterRequest())
    expect((await describe(addresses[0]!)).brokers.map(({ brokerId }) => brokerId).sort()).toEqual([1, 2, 3])
    const processes = (): number[] => {
      const text = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
      return text.trim().split(' ').map(Number)
    }
    const [first] = processes()
    process.kill(first!, 'SIGKILL')
    await vi.waitFor(() => {
      expect(processes()).toHaveLength(3)
      expect(processes()).not.toContain(first)
    }, 10_000)
    await vi.waitFor(async () => expect((await describe(addresses[1]!)).brokers).toHaveLength(3), 10_000)
    child.kill('SIGTERM')
    expect((await ended).code).toBe(0)
    await expect(describe(addresses[1]!)).rejects.toThrow()
    // Four processes from the sources: on a busy machine that takes its time.
  }, 60_000)
})

describe('gregor start', () => {
  it('says where it listens and where its data is, serves, and stops on SIGTERM with code 0', async () => {
    const data = join(directory, 'data')
    const { child, ready, ended } = gregor('--port', '0', '--data-dir', 'data')
    const line = await ready
    const match = /^gregor is ready on 127\.0\.0\.1:(\d+), data in (.*), \d+ ms$/.exec(line)
    expect(match?.[2]).toBe(data)
    // Clients that ask where the data is get the same path: a relative one means nothing to them.
    const directories = [describeLogDirsRequest, describeLogDirsResponse] as const
    const { results } = await ask(`127.0.0.1:${match![1]}`, directories, 4, new DescribeLogDirsRequest())
    expect(results.map(({ logDir }) => logDir)).toEqual([data])
    // ApiVersions of version 0: the shortest question that a Kafka client asks.
    const socket = net.connect(Number(match![1]), '127.0.0.1')
    socket.write(Buffer.from('0000000a0012000000000007ffff', 'hex'))
    const answer = await new Promise<Buffer>(resolve => socket.once('data', resolve))
    socket.destroy()
    expect(answer.readInt32BE(4)).toBe(7)
    child.kill('SIGTERM')
    const { code, stdout } = await ended
    expect(code).toBe(0)
    expect(stdout).toBe(`${line}\n`)
    expect(readdirSync(data)).toContain('meta.properties')
    expect(readdirSync(data)).toContain('.kafka_cleanshutdown')
  })

  it('leaves nothing on the disk with --memory, and takes SIGINT as well', async () => {
    const before = readdirSync(directory)
    const { child, ready, ended } = gregor('--memory', '--port', '0')
    expect(await ready).toMatch(/data in memory/)
    child.kill('SIGINT')
    expect((await ended).code).toBe(0)
    expect(readdirSync(directory)).toEqual(before)
  })

  it('says what is wrong in one sentence, with code 1', async () => {
    writeFileSync(join(directory, 'bad.properties'), 'num.partitions=many\n')
    const bad = await gregor('bad.properties').ended
    expect(bad).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'gregor: num.partitions must be a whole number, but is "many"; its default is 1 (from line 1 of bad.properties).\n',
    })
    const absent = await gregor('start', 'absent.properties').ended
    expect(absent).toMatchObject({ code: 1, stderr: 'gregor: Cannot read absent.properties: there is no such file.\n' })
  })

  it('says that its port is taken', async () => {
    const holder = net.createServer()
    await new Promise<void>(resolve => holder.listen(0, '127.0.0.1', resolve))
    const { port } = holder.address() as net.AddressInfo
    const { code, stderr } = await gregor('--memory', '--port', String(port)).ended
    holder.close()
    expect(code).toBe(1)
    expect(stderr).toContain(`gregor: port ${port} is in use already`)
  })

  it('refuses what it does not know, with code 2', async () => {
    expect(await gregor('--prot', '1').ended).toEqual({
      code: 2,
      stdout: '',
      stderr: 'gregor: There is no option --prot. Did you mean --port?\n',
    })
  })
})

describe('the ready line', () => {
  it('names listeners that are not the plain one, brokers first', () => {
    const listeners = [
      { name: 'CONTROLLER', kind: 'controller' as const, host: '::1', port: 3 },
      { name: 'PLAINTEXT', kind: 'broker' as const, host: '127.0.0.1', port: 1 },
      { name: 'OUT', kind: 'broker' as const, host: '', port: 2 },
    ]
    expect(readyLine({ nodeId: 1, clusterId: 'x', listeners }, '/data', 70.6)).toBe(
      'gregor is ready on 127.0.0.1:1, *:2 (OUT), [::1]:3 (CONTROLLER), data in /data, 71 ms',
    )
  })
})
