import type { BrowserContext } from "@playwright/test";

import { Agent } from "./harness/agent.ts";
import { expectAccessible } from "./harness/axe.ts";
import { startService, type Service } from "./harness/service.ts";
import { expect, test as base } from "./harness/test.ts";
import { LANGUAGES, type Language } from "./harness/texts.ts";
import { ManagePage } from "./pages/manage-page.ts";

/** Which lists the service doesn't let be read: what their addresses end with, and where pages say so. */
const LISTS = {
  managed: { address: /\/managedDevices(\/[^/?]*delta[^/?]*)?(\?|$)/, pages: ["manage", "actions", "cleanup", "checklists"] },
  objects: { address: /\/v1\.0\/devices(\/[^/?]*delta[^/?]*)?(\?|$)/, pages: ["manage", "cleanup"] },
  rules: { address: /\/managedDeviceCleanupRules(\?|$)/, pages: ["cleanup"] },
  approvals: { address: /\/operationApprovalRequests(\?|$)/, pages: ["approvals"] },
} as const;

/** As Graph refuses who lacks a permission. */
const REFUSAL = { error: { code: "Forbidden", message: "Application is not authorized to perform this operation.", innerError: { "request-id": "6f2b-refused" } } };

const test = base.extend<{ service: Service; manage: ManagePage }>({
  service: async ({}, use) => {
    const service = await startService();
    await use(service);
    await service.stop();
  },
  baseURL: async ({ service }, use) => use(service.address),
  manage: async ({ page, t }, use) => use(new ManagePage(page, t)),
});

test.use({ serviceWorkers: "block" });

async function refuse(context: BrowserContext, address: RegExp): Promise<() => Promise<void>> {
  await context.route(address, (route) =>
    route.request().method() === "GET"
      ? route.fulfill({ status: 403, json: REFUSAL, headers: { "request-id": "6f2b-refused", "access-control-expose-headers": "*" } })
      : route.continue(),
  );
  return () => context.unroute(address);
}

for (const language of Object.keys(LANGUAGES) as Language[]) {
  test.describe(language, () => {
    test.use({ language });

    for (const [list, { address, pages }] of Object.entries(LISTS)) {
      test(`a service that refuses to give ${list} is told of, with what to do, and nothing else stops`, async ({ context, guard, manage, page, request, service, t }) => {
        guard.allow(/Failed to load resource/);
        const { name } = await Agent.enrol(request, service.address, { serial: "SEEN-1" });
        await manage.open("manage");
        await expect(manage.row(name)).toBeVisible({ timeout: 60_000 });

        const allow = await refuse(context, address);
        const later = await Agent.enrol(request, service.address, { serial: "LATER-1" });
        await manage.refresh();
        for (const route of pages) {
          await page.goto(`./#/${route}`);
          const said = manage.main.getByRole("status").filter({ hasText: t(`refused-${list}`) });
          await expect(said).toBeVisible({ timeout: 30_000 });
          await expect(said).toContainText(t(`refused-${list}-advice`));
          await expect(said).toContainText("Forbidden");
          await expect(said).toContainText(t("refused-old", { moment: "" }).trim().replace(/\.$/, "").trim());
        }
        await expectAccessible(page);

        // The connection is no worse for it, and what can be read is read.
        await page.goto("./#/manage");
        await manage.expectReachable();
        await expect(manage.row(name)).toBeVisible();
        await expect(manage.row(later.name)).toHaveCount(list === "managed" ? 0 : 1);

        await allow();
        await manage.refresh();
        await expect(manage.row(later.name)).toBeVisible({ timeout: 30_000 });
        await page.goto(`./#/${pages[0]}`);
        await expect(manage.main.getByText(t(`refused-${list}`))).toHaveCount(0);
      });
    }
  });
}
