import type { Scenario } from '../scenario.ts'
import { adminScenarios } from './admin.ts'
import { consumingScenarios } from './consuming.ts'
import { groupScenarios } from './groups.ts'
import { lifecycleScenarios } from './lifecycle.ts'
import { producingScenarios } from './producing.ts'

export const SCENARIOS: readonly Scenario[] = [
  ...producingScenarios,
  ...consumingScenarios,
  ...groupScenarios,
  ...adminScenarios,
  ...lifecycleScenarios,
]
