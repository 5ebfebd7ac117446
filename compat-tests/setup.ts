/**
 * Makes the clients of the compatibility tests ready: packages, the native part of the confluent client, kcat, and Apache
 * Kafka's jars. Each step that cannot be done is told in one sentence; the exit code is 1 then.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fetchApacheKafka } from './apache-kafka/fetch.ts'
import { CONFLUENT_STATE } from './clients/confluent.ts'

const HERE = import.meta.dirname
const CONFLUENT = join(HERE, 'node_modules/@confluentinc/kafka-javascript')
const DEBIAN_LIBRARIES = [
  'libcurl4-openssl-dev',
  'libssl-dev',
  'libsasl2-dev',
  'liblz4-dev',
  'libzstd-dev',
  'zlib1g-dev',
]

interface Outcome {
  readonly ok: boolean
  readonly output: string
}

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env, cwd = HERE): Outcome {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    env,
    cwd,
    maxBuffer: 64 << 20,
  })
  return { ok: status === 0, output: error === undefined ? stdout + stderr : error.message }
}

const aptInstall = (names: readonly string[]): Outcome =>
  run('apt-get', ['install', '-y', '--no-install-recommends', ...names])

function installPackages(): void {
  if (existsSync(join(HERE, 'node_modules/kafkajs')) && existsSync(CONFLUENT)) return
  const command = existsSync(join(HERE, 'package-lock.json')) ? 'ci' : 'install'
  // Install scripts are skipped: the one that matters is run below, where its failure can be explained.
  const { ok, output } = run('npm', [command, '--ignore-scripts', '--no-audit', '--no-fund'])
  if (!ok) throw new Error(`npm ${command} failed: ${output.slice(-600)}`)
}

/** Its build leaves out what it finds no library for, and says so only when it is asked for that. */
function confluentLoads(node: string): boolean {
  const check = "process.exit(require('@confluentinc/kafka-javascript').features.includes('zstd') ? 0 : 1)"
  return run(node, ['-e', check]).ok
}

/** Those that are not there. Where they cannot be installed the build may say what it misses. */
function installLibraries(): void {
  const missing = DEBIAN_LIBRARIES.filter(name => !run('dpkg', ['-s', name]).ok)
  if (missing.length === 0) return
  console.log(`confluent client: installing ${missing.join(' ')}`)
  aptInstall(missing)
}

/**
 * Nodes that can be built for: the one that runs this, and the machine's own, with the folder of their
 * headers if they have one.
 */
function nodes(): { readonly node: string; readonly headers: string | null }[] {
  const found = [process.execPath]
  for (const dir of (process.env.PATH ?? '').split(':')) {
    const node = join(dir, 'node')
    if (!dir.includes('node_modules') && existsSync(node) && !found.includes(node)) found.push(node)
  }
  return found.map(node => {
    const prefix = dirname(dirname(node))
    const header = join(prefix, 'include/node/node_version.h')
    if (!existsSync(header)) return { node, headers: null }
    const major = /NODE_MAJOR_VERSION (\d+)/.exec(readFileSync(header, 'utf8'))?.[1]
    const version = run(node, ['-p', 'process.versions.node']).output
    return { node, headers: version.startsWith(`${major}.`) ? prefix : null }
  })
}

function remember(node: string): void {
  mkdirSync(dirname(CONFLUENT_STATE), { recursive: true })
  writeFileSync(CONFLUENT_STATE, `${JSON.stringify({ node })}\n`)
}

function buildConfluent(): void {
  remember(nodeOfConfluent())
}

/** A Node that loads the confluent client, built for it if need be. */
function nodeOfConfluent(): string {
  for (const { node } of nodes()) if (confluentLoads(node)) return node
  const preGyp = join(HERE, 'node_modules/@mapbox/node-pre-gyp/bin/node-pre-gyp')
  let output = ''
  console.log('confluent client: trying its prebuilt binary')
  if (run(process.execPath, [preGyp, 'install'], process.env, CONFLUENT).ok && confluentLoads(process.execPath)) {
    return process.execPath
  }
  installLibraries()
  // Headers that lie on this machine first: the others would have to be downloaded.
  for (const { node, headers } of nodes().sort((a, b) => Number(b.headers !== null) - Number(a.headers !== null))) {
    console.log(`confluent client: building from source for ${node} (about three minutes)`)
    const env: NodeJS.ProcessEnv = { ...process.env, CKJS_LINKING: 'dynamic' }
    // Its makefile does not say that its sources need the configured header, so a parallel make fails.
    env.MAKEFLAGS = ''
    env.JOBS = '1'
    env.PATH = `${dirname(node)}:${process.env.PATH}`
    if (headers !== null) env.npm_config_nodedir = headers
    const built = run(node, [preGyp, 'install', '--build-from-source'], env, CONFLUENT)
    output = built.output
    if (built.ok && confluentLoads(node)) return node
  }
  throw new Error(
    'the confluent client could not be built: it needs a C++ compiler, make, python3, the headers of the running Node and ' +
      `${DEBIAN_LIBRARIES.join(' ')}. The end of the build's output:\n${output.slice(-800)}`,
  )
}

function installKcat(): void {
  if (run('kcat', ['-V']).ok) return
  const apt = aptInstall(['kcat'])
  if (!apt.ok)
    throw new Error(`kcat is not installed and apt-get could not install it (are you root?): ${apt.output.slice(-300)}`)
}

const steps: readonly (readonly [name: string, step: () => void])[] = [
  ['packages', installPackages],
  ['confluent client', buildConfluent],
  ['kcat', installKcat],
  ['Apache Kafka', () => fetchApacheKafka()],
]
for (const [name, step] of steps) {
  try {
    step()
    console.log(`${name}: ready`)
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  }
}
