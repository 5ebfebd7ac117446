import { WireConnection } from '../../compat-tests/harness/wire.ts'
import {
  CreatableReplicaAssignment,
  CreatableTopic,
  CreatableTopicConfig,
  CreateTopicsRequest,
  createTopicsRequest,
} from '../../src/protocol/generated/create-topics-request.ts'
import { createTopicsResponse } from '../../src/protocol/generated/create-topics-response.ts'
import { DeleteTopicsRequest, deleteTopicsRequest } from '../../src/protocol/generated/delete-topics-request.ts'
import { deleteTopicsResponse } from '../../src/protocol/generated/delete-topics-response.ts'
import {
  ListOffsetsPartition,
  ListOffsetsRequest,
  ListOffsetsTopic,
  listOffsetsRequest,
} from '../../src/protocol/generated/list-offsets-request.ts'
import { listOffsetsResponse } from '../../src/protocol/generated/list-offsets-response.ts'
import {
  MetadataRequest,
  MetadataRequestTopic,
  metadataRequest,
} from '../../src/protocol/generated/metadata-request.ts'
import { metadataResponse } from '../../src/protocol/generated/metadata-response.ts'

/** Creates a topic and waits until every partition has a leader: the first of `replicas`, where they are given. */
export async function createTopic(
  port: number,
  name: string,
  numPartitions: number,
  replicas: readonly number[] = [],
): Promise<void> {
  const wire = await WireConnection.open(port, 'bench')
  try {
    // Files of a deleted topic go at once: rounds must not fill the disk.
    const config = Object.assign(new CreatableTopicConfig(), { name: 'file.delete.delay.ms', value: '0' })
    const topic = Object.assign(new CreatableTopic(), { name, numPartitions, replicationFactor: 1, configs: [config] })
    if (replicas.length > 0) {
      topic.numPartitions = -1
      topic.replicationFactor = -1
      topic.assignments = Array.from({ length: numPartitions }, (_, partitionIndex) =>
        Object.assign(new CreatableReplicaAssignment(), { partitionIndex, brokerIds: [...replicas] }),
      )
    }
    const request = Object.assign(new CreateTopicsRequest(), { topics: [topic], timeoutMs: 30_000 })
    const { topics } = await wire.call({ request: createTopicsRequest, response: createTopicsResponse }, 4, request)
    if (topics[0]?.errorCode !== 0)
      throw new Error(`CreateTopics of ${name} was answered with error ${topics[0]?.errorCode}`)
    for (let attempt = 0; attempt < 200; attempt++) {
      const asked = Object.assign(new MetadataRequest(), {
        topics: [Object.assign(new MetadataRequestTopic(), { name })],
      })
      const answer = await wire.call({ request: metadataRequest, response: metadataResponse }, 5, asked)
      const partitions = answer.topics[0]?.partitions ?? []
      const known = partitions.length === numPartitions && partitions.every(({ leaderId }) => leaderId >= 0)
      if (known && (await leads(wire, name, numPartitions))) return
      await new Promise(done => setTimeout(done, 25))
    }
    throw new Error(`${name} has no leaders after five seconds`)
  } finally {
    wire.close()
  }
}

/** Apache Kafka tells of a leader a moment before that leader takes requests. */
async function leads(wire: WireConnection, name: string, numPartitions: number): Promise<boolean> {
  const partitions = Array.from({ length: numPartitions }, (_, partitionIndex) =>
    Object.assign(new ListOffsetsPartition(), { partitionIndex, timestamp: -1 }),
  )
  const topics = [Object.assign(new ListOffsetsTopic(), { name, partitions })]
  const request = Object.assign(new ListOffsetsRequest(), { replicaId: -1, topics })
  const answer = await wire.call({ request: listOffsetsRequest, response: listOffsetsResponse }, 4, request)
  return answer.topics.every(topic => topic.partitions.every(({ errorCode }) => errorCode === 0))
}

export async function deleteTopic(port: number, name: string): Promise<void> {
  const wire = await WireConnection.open(port, 'bench')
  try {
    const request = Object.assign(new DeleteTopicsRequest(), { topicNames: [name], timeoutMs: 30_000 })
    await wire.call({ request: deleteTopicsRequest, response: deleteTopicsResponse }, 3, request, 60_000)
  } finally {
    wire.close()
  }
}
