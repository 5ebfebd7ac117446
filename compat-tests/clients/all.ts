import type { TestClient } from './client.ts'
import { confluentTestClient } from './confluent.ts'
import { javaTestClient } from './java.ts'
import { kafkajsTestClient } from './kafkajs.ts'
import { kcatTestClient } from './kcat.ts'

export const CLIENTS: readonly TestClient[] = [kafkajsTestClient, confluentTestClient, kcatTestClient, javaTestClient]
