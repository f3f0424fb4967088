// Where the clients write down what they see, on one clock, and what is open of faults at each moment.
import {
  type Change,
  type DeviceRecord,
  type Fault,
  type HeadSeen,
  newDevice,
  type Probe,
  type Recorded,
  type Sent,
  type WroteAndRead,
} from './record.ts';

export class Recorder {
  readonly sends: Sent[] = [];
  readonly changes: Change[] = [];
  readonly probes: Probe[] = [];
  readonly heads: HeadSeen[] = [];
  readonly reads: WroteAndRead[] = [];
  readonly devices: DeviceRecord[] = [];
  readonly faults: Fault[] = [];
  /** What a recall made unsayable. */
  readonly secrets: string[] = [];
  private readonly began = performance.now();

  /** ms since the drill began. */
  now(): number {
    return performance.now() - this.began;
  }

  device(name: string, userId: string): DeviceRecord {
    const device = newDevice(name, userId, this.now());
    this.devices.push(device);
    return device;
  }

  open(name: string, from: number): Fault {
    const fault: Fault = { name, from, to: null };
    this.faults.push(fault);
    return fault;
  }

  acknowledged(): number {
    return this.sends.filter((sent) => sent.answers.some((answer) => answer.seq !== null)).length;
  }

  /** Sends whose devices have yet to hear of. */
  unsettled(): Sent[] {
    return this.sends.filter((sent) => !sent.givenUp && sent.answers.length === 0);
  }

  record(more: Pick<Recorded, 'readings' | 'counters' | 'attendance'>): Recorded {
    const { sends, changes, probes, heads, reads, devices, faults, secrets } = this;
    return { sends, changes, probes, heads, reads, devices, faults, secrets, ...more };
  }
}
