/**
 * Which operations a principal may do, as the bit field of Metadata, DescribeCluster and DescribeGroups (KIP-430): bit n
 * stands for AclOperation code n. Without an authorizer everything that makes sense for the resource is allowed.
 */
const OPERATION = {
  READ: 3,
  WRITE: 4,
  CREATE: 5,
  DELETE: 6,
  ALTER: 7,
  DESCRIBE: 8,
  CLUSTER_ACTION: 9,
  DESCRIBE_CONFIGS: 10,
  ALTER_CONFIGS: 11,
  IDEMPOTENT_WRITE: 12,
} as const

function bits(...operations: number[]): number {
  return operations.reduce((field, operation) => field | (1 << operation), 0)
}

/** "Not asked for": the schema's default. */
export const OPERATIONS_OMITTED = -2147483648

const {
  READ,
  WRITE,
  CREATE,
  DELETE,
  ALTER,
  DESCRIBE,
  CLUSTER_ACTION,
  DESCRIBE_CONFIGS,
  ALTER_CONFIGS,
  IDEMPOTENT_WRITE,
} = OPERATION

export const CLUSTER_OPERATIONS = bits(
  CREATE,
  CLUSTER_ACTION,
  DESCRIBE_CONFIGS,
  ALTER_CONFIGS,
  IDEMPOTENT_WRITE,
  ALTER,
  DESCRIBE,
)
export const TOPIC_OPERATIONS = bits(READ, WRITE, CREATE, DESCRIBE, DELETE, ALTER, DESCRIBE_CONFIGS, ALTER_CONFIGS)
export const GROUP_OPERATIONS = bits(READ, DESCRIBE, DELETE, DESCRIBE_CONFIGS, ALTER_CONFIGS)
