import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { jsonOf } from '../test-support/golden.ts'
import { ApiKey, allApiFacts, apiFacts, apiName, requestHeaderVersion, responseHeaderVersion } from './api-keys.ts'
import { errorMessage } from './error-messages.ts'
import { ErrorCode, errorName, isRetriable, meansStaleMetadata } from './errors.ts'
import { API_CODECS } from './generated/codecs.ts'

const FACTS = '../shared/kafka-facts'
const without = 'skipped where the facts are not beside this repository'
const facts = <T>(file: string): T => jsonOf<T>(`${FACTS}/${file}`)

describe('the API table', () => {
  it('names every API key once, and knows all but the four of the ZooKeeper era', () => {
    const named = Object.entries(ApiKey)
    expect(new Set(named.map(([, key]) => key)).size).toBe(named.length)
    const unknown = named.filter(([, key]) => apiFacts(key) === undefined).map(([name]) => name)
    expect(unknown).toEqual(['LeaderAndIsr', 'StopReplica', 'UpdateMetadata', 'ControlledShutdown'])
    for (const { key, name } of allApiFacts()) expect(ApiKey[name as keyof typeof ApiKey]).toBe(key)
  })

  it('has the versions of the codecs', () => {
    expect(API_CODECS.size).toBe([...allApiFacts()].length)
    for (const { key, minVersion, maxVersion, requestFlexibleFrom, responseFlexibleFrom } of allApiFacts()) {
      const { request, response } = API_CODECS.get(key)!
      expect([request.apiKey, request.minVersion, request.maxVersion]).toEqual([key, minVersion, maxVersion])
      expect([response.apiKey, response.minVersion, response.maxVersion]).toEqual([key, minVersion, maxVersion])
      expect([request.flexibleFrom, response.flexibleFrom]).toEqual([requestFlexibleFrom, responseFlexibleFrom])
    }
  })

  it('names APIs', () => {
    expect(apiName(ApiKey.Fetch)).toBe('Fetch')
    expect(apiName(999)).toBe('API 999')
  })

  it('covers the versions of Produce, Fetch and ListOffsets that Kafka 4 dropped', () => {
    expect(apiFacts(ApiKey.Produce)).toMatchObject({ minVersion: 0, maxVersion: 13, broker: [0, 13] })
    expect(apiFacts(ApiKey.Fetch)).toMatchObject({ minVersion: 0, maxVersion: 18, broker: [4, 18] })
    expect(apiFacts(ApiKey.ListOffsets)).toMatchObject({ minVersion: 0, maxVersion: 11, maxStableVersion: 11 })
  })

  it.skipIf(!existsSync(FACTS))(`is Apache Kafka's (${without})`, () => {
    interface Fact {
      id: number
      message: string
      valid: boolean
      schemaMax: number
      stableMax: number
      broker: unknown
      controller: unknown
      clusterAction: boolean
      forwardable: boolean
      requestHeader: Record<string, number>
      responseHeader: Record<string, number>
    }
    for (const fact of facts<{ apis: Fact[] }>('api-keys.json').apis) {
      if (!fact.valid) {
        expect(apiFacts(fact.id)).toBeUndefined()
        continue
      }
      const { broker, controller, clusterAction, forwardable } = fact
      expect(apiFacts(fact.id)).toMatchObject({
        key: fact.id,
        name: fact.message,
        maxVersion: fact.schemaMax,
        maxStableVersion: fact.stableMax,
        ...{ broker, controller, clusterAction, forwardable },
      })
      for (const [version, header] of Object.entries(fact.requestHeader)) {
        expect(requestHeaderVersion(fact.id, Number(version))).toBe(header)
      }
      for (const [version, header] of Object.entries(fact.responseHeader)) {
        expect(responseHeaderVersion(fact.id, Number(version))).toBe(header)
      }
    }
  })
})

describe('the error table', () => {
  it('gives every error a name of its own and a sentence', () => {
    const codes = Object.values(ErrorCode)
    expect(new Set(codes).size).toBe(codes.length)
    expect(Math.max(...codes) - Math.min(...codes)).toBe(codes.length - 1)
    for (const [name, code] of Object.entries(ErrorCode)) {
      expect(errorName(code)).toBe(name)
      if (code !== ErrorCode.NONE) expect(errorMessage(code)).toMatch(/^[A-Za-z].*\.$/)
    }
    expect(errorMessage(ErrorCode.NONE)).toBeNull()
    expect([errorName(4242), errorMessage(4242)]).toEqual(['error 4242', 'error 4242'])
  })

  it('knows after which errors a client may try again', () => {
    expect(isRetriable(ErrorCode.NOT_LEADER_OR_FOLLOWER)).toBe(true)
    expect(isRetriable(ErrorCode.MESSAGE_TOO_LARGE)).toBe(false)
    expect(meansStaleMetadata(ErrorCode.NOT_LEADER_OR_FOLLOWER)).toBe(true)
    expect(meansStaleMetadata(ErrorCode.NOT_ENOUGH_REPLICAS)).toBe(false)
  })

  it.skipIf(!existsSync(FACTS))(`is Apache Kafka's (${without})`, () => {
    type Fact = { code: number; name: string; retriable: boolean; invalidMetadata: boolean }
    const errors = facts<Fact[] | { errors: Fact[] }>('errors.json')
    const list = Array.isArray(errors) ? errors : errors.errors
    expect(list).toHaveLength(Object.keys(ErrorCode).length)
    for (const { code, name, retriable, invalidMetadata } of list) {
      expect({ name, code }).toEqual({ name: errorName(code), code: ErrorCode[name as keyof typeof ErrorCode] })
      expect({ name, retriable, stale: meansStaleMetadata(code) }).toEqual({
        name,
        retriable: isRetriable(code),
        stale: invalidMetadata,
      })
    }
  })
})
