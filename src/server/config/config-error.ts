export type ConfigValue = string | number | boolean | readonly string[] | null

/** What Kafka calls ConfigException; the message is what Kafka answers to a client. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Where Kafka throws InvalidRequestException instead: INVALID_REQUEST, not INVALID_CONFIG. */
export class InvalidRequestError extends ConfigError {}

/** Kafka's `new ConfigException(name, value, message)`. */
export function invalidValue(name: string, value: ConfigValue | undefined, message?: string): ConfigError {
  const shown = Array.isArray(value) ? `[${value.join(', ')}]` : String(value)
  return new ConfigError(
    `Invalid value ${shown} for configuration ${name}${message === undefined ? '' : `: ${message}`}`,
  )
}
