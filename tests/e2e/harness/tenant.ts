import { ActionsPage } from "../pages/actions-page.ts";
import { ManagePage } from "../pages/manage-page.ts";
import { RemovePage } from "../pages/remove-page.ts";
import { Agent, type Arrival } from "./agent.ts";
import { startService, type Service, type ServiceOptions } from "./service.ts";
import { test as base } from "./test.ts";
import { World } from "./world.ts";

type Options = {
  /** What the tenant is like; empty, unless a test says otherwise. */
  tenant: ServiceOptions;
};

type Fixtures = {
  /** The tenant. */
  service: Service;
  /** The same and what stands around it, asked without the app. */
  world: World;
  /** Enrols a device that checks in when it is told to. */
  enrol: (arrival: Arrival) => Promise<Agent>;
  /** The page Managed devices. */
  manage: ManagePage;
  /** The page Device actions. */
  actions: ActionsPage;
  /** The page Remove devices. */
  remove: RemovePage;
};

/** A test with a tenant of its own, and the app beside it. */
export const test = base.extend<Options & Fixtures>({
  tenant: [{}, { option: true }],
  service: async ({ tenant }, use) => {
    const service = await startService(tenant);
    await use(service);
    await service.stop();
  },
  baseURL: async ({ service }, use) => use(service.address),
  world: async ({ request, service }, use) => use(new World(request, service.address)),
  enrol: async ({ request, service }, use) => use((arrival) => Agent.enrol(request, service.address, arrival)),
  manage: async ({ page, t }, use) => use(new ManagePage(page, t)),
  actions: async ({ page, t }, use) => use(new ActionsPage(page, t)),
  remove: async ({ page, t }, use) => use(new RemovePage(page, t)),
});

export { expect } from "./test.ts";
