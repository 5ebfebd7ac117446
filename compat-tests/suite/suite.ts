import { uniqueName } from '../clients/client.ts'
import { kafkajsClient } from '../clients/kafkajs.ts'
import type { Cases } from '../harness/cases.ts'
import type { StartOptions, Target } from '../harness/target.ts'

export interface Suite {
  readonly cases: Cases
  readonly options: StartOptions
  /** The running broker: a case that restarts it puts the new one here. */
  target: Target
}

export async function newTopic(
  suite: Suite,
  what: string,
  numPartitions = 1,
  configs: Readonly<Record<string, string>> = {},
): Promise<string> {
  const topic = uniqueName(what)
  const admin = kafkajsClient(suite.target.bootstrap).admin()
  await admin.connect()
  const configEntries = Object.entries(configs).map(([name, value]) => ({ name, value }))
  await admin.createTopics({
    topics: [{ topic, numPartitions, replicationFactor: 1, configEntries }],
    waitForLeaders: true,
  })
  await admin.disconnect()
  return topic
}
