import type { LogConfig } from '../../log/log-config.ts'
import { LogManager } from '../../log/log-manager.ts'
import type { PartitionLog } from '../../log/partition-log.ts'
import { TestHost } from '../../log/test-support/test-host.ts'
import { SimDisk, type SimPlatter } from '../disk.ts'
import { SeededRandom } from '../random.ts'
import { Scheduler } from '../scheduler.ts'

/** One life of a process with a single log, on a platter that outlives it. */
export class LogLife {
  readonly log: PartitionLog
  protected readonly disk: SimDisk
  protected readonly scheduler = new Scheduler()
  protected readonly test: TestHost

  constructor(platter: SimPlatter, config: LogConfig, random = new SeededRandom(1)) {
    this.disk = new SimDisk(platter, this.scheduler, random, () => 0)
    if (this.disk.statSync('/d') === null) {
      this.disk.makeDirSync('/d')
      this.disk.syncDirSync('/')
    }
    this.test = new TestHost(this.disk)
    const manager = new LogManager(this.test.host, { dirs: ['/d'], defaultConfig: config, inMemory: true })
    manager.open()
    this.log = manager.getOrCreate('t', 0, 'AAAAAAAAAAAAAAAAAAAAEA', config)
  }

  kill(): void {
    this.disk.kill()
  }
}
