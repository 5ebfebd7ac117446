/** The controller listener as clients see it (KIP-919), and requests that brokers pass on to it (KIP-590). */
import type { JsonObject } from '../../../src/protocol/json.ts'
import { encodeRequest } from '../../harness/wire.ts'
import { apiNamed } from '../apis.ts'
import type { Scenario } from '../scenario.ts'
import type { Listener } from '../session.ts'
import { askForVersions, clusterScenarios } from './cluster.ts'
import { configScenarios } from './configs.ts'
import { topicScenarios } from './topics.ts'

/** DefaultPrincipalData version 0 with `User:ANONYMOUS`. */
const PRINCIPAL = Buffer.from('0000' + '0555736572' + '0a414e4f4e594d4f5553' + '00' + '00', 'hex')

function envelope(requestData: Buffer, more: JsonObject = {}): JsonObject {
  return {
    requestData: requestData.toString('base64'),
    requestPrincipal: PRINCIPAL.toString('base64'),
    clientHostAddress: Buffer.from([127, 0, 0, 1]).toString('base64'),
    ...more,
  }
}

/** A request as it stands in an Envelope: header and body, without the size. */
function sealed(api: string, version: number): Buffer {
  const { request } = apiNamed(api)
  return encodeRequest(request, version, 7, 'diff', request.create() as object).subarray(4)
}

function withKey(data: Buffer, apiKey: number, apiVersion: number): Buffer {
  const copy = Buffer.from(data)
  copy.writeInt16BE(apiKey, 0)
  copy.writeInt16BE(apiVersion, 2)
  return copy
}

/** Requests that the listener does not serve. */
const ELSEWHERE: Readonly<Record<Listener, readonly string[]>> = {
  broker: [
    'Vote',
    'BeginQuorumEpoch',
    'EndQuorumEpoch',
    'Envelope',
    'FetchSnapshot',
    'BrokerRegistration',
    'BrokerHeartbeat',
    'AllocateProducerIds',
    'ControllerRegistration',
    'AlterPartition',
    'AssignReplicasToDirs',
    'UpdateRaftVoter',
  ],
  controller: [
    'Produce',
    'ListOffsets',
    'Metadata',
    'OffsetCommit',
    'FindCoordinator',
    'JoinGroup',
    'DeleteRecords',
    'InitProducerId',
    'DescribeLogDirs',
    'ListConfigResources',
    'DescribeTopicPartitions',
    'DescribeProducers',
  ],
}

/** The same conversations as on a broker's listener. */
const SHARED: ReadonlySet<string> = new Set([
  'CreateTopics',
  'DeleteTopics',
  'CreatePartitions',
  'AlterConfigs',
  'IncrementalAlterConfigs',
  'DescribeConfigs',
  'ElectLeaders',
  'UpdateFeatures',
  'UnregisterBroker',
])

export const controllerScenarios: readonly Scenario[] = [
  {
    api: 'ApiVersions',
    name: 'what is advertised on the controller listener',
    listener: 'controller',
    run: askForVersions,
  },
  ...(['broker', 'controller'] as const).map(
    (listener): Scenario => ({
      api: 'ApiVersions',
      name: `what does not belong on a ${listener} listener`,
      listener,
      run: async (session, version) => {
        // One version will do: what is asked are other APIs.
        if (version > 0) return
        for (const api of ELSEWHERE[listener]) {
          await session.send(api, apiNamed(api).request.maxVersion, 'on the wrong listener', {})
        }
      },
    }),
  ),
  {
    api: 'DescribeCluster',
    name: 'brokers and controllers, asked of a controller',
    listener: 'controller',
    run: async (session, version) => {
      const ask = (step: string, more: JsonObject) => session.send('DescribeCluster', version, step, more)
      await ask('brokers', {})
      if (version >= 1) await ask('controllers', { endpointType: 2 })
      if (version >= 1) await ask('operations', { endpointType: 2, includeClusterAuthorizedOperations: true })
      if (version >= 1) await ask('an unknown type', { endpointType: 9 })
      if (version >= 2) await ask('fenced ones', { endpointType: 2, includeFencedBrokers: true })
    },
  },
  {
    api: 'Envelope',
    name: 'good requests and bad ones inside',
    listener: 'controller',
    run: async (session, version) => {
      const ask = (step: string, request: JsonObject) => session.send('Envelope', version, step, request)
      const good = sealed('ElectLeaders', 2)
      await ask('ElectLeaders', envelope(good))
      await ask('UnregisterBroker', envelope(sealed('UnregisterBroker', 0)))
      await ask('CreateTopics of nothing', envelope(sealed('CreateTopics', 7)))
      await ask('ListPartitionReassignments', envelope(sealed('ListPartitionReassignments', 0)))
      await ask('AlterConfigs of nothing', envelope(sealed('AlterConfigs', 2)))
      await ask('an API that is not passed on', envelope(sealed('DescribeCluster', 1)))
      await ask('an API of brokers', envelope(sealed('Metadata', 12)))
      await ask('an API of controllers', envelope(sealed('BrokerHeartbeat', 1)))
      await ask('Fetch', envelope(sealed('Fetch', 13)))
      await ask('an Envelope', envelope(sealed('Envelope', 0)))
      await ask('an unknown API', envelope(withKey(good, 9999, 0)))
      await ask('a version that is not there', envelope(withKey(good, 43, 99)))
      await ask('nothing', envelope(Buffer.alloc(0)))
      await ask('half a header', envelope(good.subarray(0, 6)))
      await ask('half a request', envelope(good.subarray(0, good.length - 3)))
      await ask('bytes behind the request', envelope(Buffer.concat([good, Buffer.alloc(4)])))
      await ask('no principal', envelope(good, { requestPrincipal: null }))
      await ask('a bad principal', envelope(good, { requestPrincipal: Buffer.from('zz').toString('base64') }))
      await ask('a bad address', envelope(good, { clientHostAddress: Buffer.from([1, 2, 3]).toString('base64') }))
    },
  },
  ...[...clusterScenarios, ...topicScenarios, ...configScenarios]
    .filter(({ api }) => SHARED.has(api))
    .map((scenario): Scenario => ({ ...scenario, listener: 'controller' })),
]
