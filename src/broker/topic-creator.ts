/**
 * Topics that nobody asked for by CreateTopics: those that a client mentions (`auto.create.topics.enable`) and those that a
 * coordinator needs. Each is created once, however many ask for it at the same time.
 */
import { ApiKey } from '../protocol/api-keys.ts'
import { ErrorCode } from '../protocol/errors.ts'
import {
  CreatableTopic,
  CreatableTopicConfig,
  CreateTopicsRequest,
  createTopicsRequest,
} from '../protocol/generated/create-topics-request.ts'
import type { CreateTopicsResponse } from '../protocol/generated/create-topics-response.ts'
import type { ControllerChannel } from './lifecycle.ts'

export interface TopicSpec {
  /** −1 for the broker's default. */
  readonly partitions: number
  readonly replicationFactor: number
  readonly configs: ReadonlyMap<string, string>
}

const DEFAULT_SPEC: TopicSpec = { partitions: -1, replicationFactor: -1, configs: new Map() }

export class TopicCreator {
  private readonly controller: ControllerChannel
  private readonly timeoutMs: number
  private readonly specials: ReadonlyMap<string, TopicSpec>
  private readonly underWay = new Map<string, Promise<number>>()

  /** `specials`: topics that are made with settings of their own, the coordinators' among them. */
  constructor(controller: ControllerChannel, specials: ReadonlyMap<string, TopicSpec>, timeoutMs: number) {
    this.controller = controller
    this.specials = specials
    this.timeoutMs = timeoutMs
  }

  /** Resolves with an error code per name once they can be used; a topic that somebody else made meanwhile is no error. */
  async create(names: readonly string[]): Promise<Map<string, number>> {
    const missing = names.filter(name => !this.underWay.has(name))
    if (missing.length > 0) {
      const made = this.request(missing)
      for (const name of missing) {
        const one = made
          .then(codes => codes.get(name) ?? ErrorCode.UNKNOWN_SERVER_ERROR)
          .finally(() => this.underWay.delete(name))
        this.underWay.set(name, one)
      }
    }
    // All together: a creation that fails must leave no promise that nobody looks at.
    const codes = await Promise.all(names.map(name => this.underWay.get(name)!))
    return new Map(names.map((name, i) => [name, codes[i]!]))
  }

  private async request(names: readonly string[]): Promise<Map<string, number>> {
    const request = new CreateTopicsRequest()
    request.timeoutMs = this.timeoutMs
    request.topics = names.map(name => {
      const spec = this.specials.get(name) ?? DEFAULT_SPEC
      const topic = new CreatableTopic()
      topic.name = name
      topic.numPartitions = spec.partitions
      topic.replicationFactor = spec.replicationFactor
      topic.configs = [...spec.configs].map(([key, value]) =>
        Object.assign(new CreatableTopicConfig(), { name: key, value }),
      )
      return topic
    })
    const response = (await this.controller.request(
      ApiKey.CreateTopics,
      createTopicsRequest.maxVersion,
      request,
    )) as CreateTopicsResponse
    return new Map(
      response.topics.map(({ name, errorCode }) => [
        name,
        errorCode === ErrorCode.TOPIC_ALREADY_EXISTS ? ErrorCode.NONE : errorCode,
      ]),
    )
  }
}
