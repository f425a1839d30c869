import { expect, type APIRequestContext, type APIResponse } from "@playwright/test";

import { hardwareHash } from "../fixtures/hash.ts";

/** Anything that the server lists. */
export type Thing = { id: string } & Record<string, unknown>;

/** The tenant and what stands around it, as others see it who ask the server themselves: never by way of the app. */
export class World {
  constructor(
    private readonly request: APIRequestContext,
    private readonly address: string,
  ) {}

  // --- Lists

  registrations = (): Promise<Thing[]> => this.list("v1.0/deviceManagement/windowsAutopilotDeviceIdentities");
  managed = (): Promise<Thing[]> => this.list("beta/deviceManagement/managedDevices");
  objects = (): Promise<Thing[]> => this.list("v1.0/devices");
  computers = (): Promise<Thing[]> => this.list("world/activeDirectory/computers");
  /** What devices were asked for, each time that it was taken. */
  audits = (): Promise<Thing[]> => this.list("beta/deviceManagement/remoteActionAudits");

  /** All of a list, page by page. */
  async list(path: string): Promise<Thing[]> {
    const found: Thing[] = [];
    let next: string | undefined = `${this.address}${path}`;
    while (next !== undefined) {
      const answer: APIResponse = await this.request.get(next);
      expect(answer.ok(), await answer.text()).toBe(true);
      const page = (await answer.json()) as { value: Thing[]; "@odata.nextLink"?: string };
      found.push(...page.value);
      next = page["@odata.nextLink"];
    }
    return found;
  }

  async status(path: string): Promise<number> {
    return (await this.request.get(`${this.address}${path}`)).status();
  }

  async post(path: string, data: unknown): Promise<Thing> {
    const answer = await this.request.post(`${this.address}${path}`, { data });
    const text = await answer.text();
    expect(answer.ok(), text).toBe(true);
    return (text === "" ? {} : JSON.parse(text)) as Thing;
  }

  async delete(path: string): Promise<number> {
    return (await this.request.delete(`${this.address}${path}`)).status();
  }

  // --- Registrations

  /** Registers devices as the tenant does, and waits until they are. */
  async register(serials: string[]): Promise<void> {
    const devices = serials.map((serialNumber) => ({
      serialNumber,
      hardwareIdentifier: hardwareHash({ serial: serialNumber }),
      groupTag: "",
    }));
    await this.post("v1.0/deviceManagement/importedWindowsAutopilotDeviceIdentities/import", {
      importedWindowsAutopilotDeviceIdentities: devices,
    });
    await this.expectRegistered(serials);
  }

  /** Adds a partner; gives its address. */
  async partner(kind: "csp" | "oem"): Promise<string> {
    const { id } = await this.post("world/partnerCenter/partners", { name: `A ${kind}`, kind });
    return `world/partnerCenter/partners/${id}`;
  }

  /** Has a maker register a device for the tenant, and waits until it is. */
  async registerByMaker(maker: string, serial: string): Promise<void> {
    await this.post(`${maker}/autopilotDeviceRegistration`, {
      serialNumber: serial,
      productKey: "",
      hardwareHash: hardwareHash({ serial }),
      tenantId: "contoso",
      tenantDomain: "contoso.com",
      purchaseOrderId: "PO-7",
    });
    await this.expectRegistered([serial]);
  }

  private async expectRegistered(serials: string[]): Promise<void> {
    const known = async () => (await this.registrations()).map(({ serialNumber }) => serialNumber);
    await expect.poll(known, { timeout: 60_000 }).toEqual(expect.arrayContaining(serials));
  }

  // --- What stands around

  /** The sync of the organisation's own directory is done. */
  async syncDirectory(): Promise<void> {
    const last = async () => ((await (await this.request.get(`${this.address}world/activeDirectory/sync`)).json()) as Thing)["lastSyncDateTime"];
    const before = await last();
    await this.post("world/activeDirectory/sync", {});
    await expect.poll(last).not.toBe(before);
  }

  /** Has the server misbehave by these rules from now on; none: no more. */
  async misbehave(rules: Record<string, unknown>[]): Promise<void> {
    const answer = await this.request.put(`${this.address}admin/faults`, { data: { seed: 7, rules } });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  /** How often each rule was met. */
  async met(): Promise<number[]> {
    const answer = (await (await this.request.get(`${this.address}admin/faults`)).json()) as { counts: { met: number }[] };
    return answer.counts.map(({ met }) => met);
  }
}
