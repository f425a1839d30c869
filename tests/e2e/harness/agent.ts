import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";

import { expect, type APIRequestContext } from "@playwright/test";

import { musterServer } from "./service.ts";

/** What a device says of itself when it enrols. */
export type Arrival = {
  serial: string;
  platform?: "windows" | "ios" | "macOS" | "android";
  version?: string;
  enrollment?: string;
  supervised?: boolean;
  manufacturer?: string;
  /** The computer of the organisation's own directory that it is; one that isn't there joins. */
  computer?: string;
  /** What it calls itself. */
  name?: string;
};

/** A device that speaks to the server as one of the fleet does, and checks in when the test has it do so. */
export class Agent {
  private constructor(
    private readonly request: APIRequestContext,
    private readonly address: string,
    /** Its Intune id. */
    readonly id: string,
    readonly name: string,
    private readonly secret: string,
  ) {}

  static async enrol(request: APIRequestContext, address: string, arrival: Arrival): Promise<Agent> {
    const { serial, platform = "windows", version = "10.0.22631.4317", enrollment = "device", supervised = false } = arrival;
    const { computer, manufacturer = "Contoso", name = `NAME-${serial}` } = arrival;
    const answer = await request.post(`${address}agent/enroll`, {
      data: {
        enrollmentId: randomUUID(),
        serialNumber: serial,
        manufacturer,
        model: "Contoso Notebook 14",
        platform,
        osVersion: version,
        enrollment,
        isSupervised: supervised,
        deviceName: name,
        userPrincipalName: "ann@contoso.com",
        ...(computer === undefined ? {} : { domainJoin: { computerName: computer } }),
      },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    const { deviceId, secret } = (await answer.json()) as { deviceId: string; secret: string };
    const agent = new Agent(request, address, deviceId, name, secret);
    await agent.checkIn();
    return agent;
  }

  /** Is told what to do. */
  async checkIn(results: { id: string; state: string }[] = []): Promise<{ id: string; name: string }[]> {
    const answer = await this.request.post(`${this.address}agent/checkin`, {
      headers: { authorization: `Bearer ${this.secret}` },
      data: { deviceId: this.id, results },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    return ((await answer.json()) as { actions: { id: string; name: string }[] }).actions;
  }

  /** Does what it is told, and says what came of it. */
  async obey(state: "done" | "failed" = "done"): Promise<string[]> {
    const actions = await this.checkIn();
    if (actions.length > 0) await this.checkIn(actions.map(({ id }) => ({ id, state })));
    return actions.map(({ name }) => name);
  }
}

/** Devices that check in again and again and do what they are told, until they are switched off. Those that are out of management aren't set up again. */
export class Crew {
  private isOn = true;
  private readonly life: Promise<void>;
  /** What they did, in order. */
  readonly deeds: string[] = [];

  constructor(agents: Agent[]) {
    this.life = this.live(agents);
    // Whoever stops them hears of it.
    this.life.catch(() => {});
  }

  private async live(agents: Agent[]): Promise<void> {
    while (this.isOn) {
      for (const agent of agents) {
        if (!this.isOn) return;
        this.deeds.push(...(await agent.obey()));
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  async stop(): Promise<void> {
    this.isOn = false;
    await this.life;
  }
}

/** A made-up fleet that speaks to the server until it is stopped. */
export async function startFleet(address: string, devices: number): Promise<{ stop(): Promise<void> }> {
  const { program, before } = musterServer();
  const options = ["fleet", "--devices", String(devices), "--server", address, "--every", "0.5"];
  const child: ChildProcess = spawn(program, [...before, ...options], { stdio: "ignore" });
  return {
    async stop() {
      const exit = once(child, "exit");
      child.kill("SIGTERM");
      await exit;
    },
  };
}
