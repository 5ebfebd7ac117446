/** Topics of the coordinators: clients may read but not write them, and they cannot be made with other settings. */
const INTERNAL = new Set(['__consumer_offsets', '__transaction_state', '__share_group_state'])

export function isInternalTopic(name: string): boolean {
  return INTERNAL.has(name)
}

const MAX_NAME_LENGTH = 249

/** Why a name cannot be a topic's, in Kafka's words; null when it can (`Topic.validate`). */
export function topicNameProblem(name: string): string | null {
  if (name.length === 0) return 'the empty string is not allowed'
  if (name === '.') return "'.' is not allowed"
  if (name === '..') return "'..' is not allowed"
  if (name.length > MAX_NAME_LENGTH) {
    return `the length of '${name}' is longer than the max allowed length ${MAX_NAME_LENGTH}`
  }
  if (!/^[a-zA-Z0-9._-]+$/.test(name)) {
    return `'${name}' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'`
  }
  return null
}

/** `.` and `_` become one in metric names, so two topics that differ only there may not live together. */
export function collisionKey(name: string): string {
  return name.replaceAll('.', '_')
}

export function mayCollide(name: string): boolean {
  return name.includes('.') || name.includes('_')
}
