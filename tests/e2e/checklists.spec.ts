import type { APIRequestContext } from "@playwright/test";

import { Agent } from "./harness/agent.ts";
import { expectAccessible } from "./harness/axe.ts";
import type { Service } from "./harness/service.ts";
import { expect, test } from "./harness/tenant.ts";
import { LANGUAGES, type Language, type Texts } from "./harness/texts.ts";
import { ManagePage } from "./pages/manage-page.ts";

test.describe.configure({ timeout: 150_000 });

async function userId(request: APIRequestContext, service: Service, path: string): Promise<string> {
  const answer = await request.get(`${service.address}v1.0/${path}`);
  expect(answer.ok(), await answer.text()).toBe(true);
  const found = (await answer.json()) as { id?: string; value?: { id: string }[] };
  return found.id ?? found.value?.[0]?.id ?? "";
}

/** Makes the user whose devices enrol. */
async function hire(request: APIRequestContext, service: Service): Promise<void> {
  const answer = await request.post(`${service.address}v1.0/users`, {
    data: {
      accountEnabled: true,
      displayName: "Ann",
      mailNickname: "ann",
      userPrincipalName: "ann@contoso.com",
      passwordProfile: { password: "a made-up one, 1 Q" },
    },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Deletes the user from the directory, as somebody does elsewhere. */
async function remove(request: APIRequestContext, service: Service): Promise<void> {
  const id = await userId(request, service, "users/ann@contoso.com");
  const answer = await request.delete(`${service.address}v1.0/users/${id}`);
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Has the service asked now, and comes back. */
async function refresh(manage: ManagePage, t: Texts): Promise<void> {
  await manage.go("manage");
  await manage.command(t("refresh")).click();
  await manage.go("checklists");
}

for (const language of Object.keys(LANGUAGES) as Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test("USR-1: a user can go once no device is left, and not before", async ({ manage, page, request, service, t }) => {
      await hire(request, service);
      const wiped = await Agent.enrol(request, service.address, { serial: "LEAVE-1" });
      const retired = await Agent.enrol(request, service.address, { serial: "LEAVE-2", platform: "ios", version: "18.1" });
      await manage.open("manage");
      await manage.expectReachable();
      await expect(manage.row(wiped.name)).toBeVisible({ timeout: 60_000 });

      await manage.go("checklists");
      const card = manage.main.getByRole("region", { name: t("leaves"), exact: true });
      const field = card.getByRole("combobox", { name: t("leaves-user"), exact: true });
      await field.fill("nobody@contoso.com");
      await field.press("Enter");
      await expect(card.getByRole("alert")).toHaveText(t("leaves-unknown"));
      await field.fill("Ann@contoso.com");
      await field.press("Enter");
      const device = (name: string) => card.getByRole("listitem").filter({ hasText: name });
      await expect(device(wiped.name)).toContainText(t("life-user-choose"));
      await expect(card.getByRole("status")).toContainText(t("leaves-not-yet", { user: "ann@contoso.com" }));
      await expectAccessible(page);

      for (const [agent, asked] of [[wiped, "wipe"], [retired, "retire"]] as const) {
        await manage.ask(device(agent.name), asked).click();
        await manage.confirm(asked).click();
        await expect(manage.dialog).toBeHidden();
        await expect(device(agent.name)).toContainText(t("life-user-wait", { action: manage.action(asked) }));
        await expect.poll(() => agent.obey(), { timeout: 60_000 }).toEqual([expect.anything()]);
        await expect(async () => {
          await manage.go("manage");
          await manage.command(t("refresh")).click();
          await manage.go("checklists");
          await expect(device(agent.name)).toContainText(t("life-user-nothing"), { timeout: 3_000 });
        }).toPass({ timeout: 60_000 });
      }
      await expect(card.getByRole("status")).toContainText(t("leaves-can-go", { user: "ann@contoso.com" }));
      await page.reload();
      await expect(card.getByRole("status")).toContainText(t("leaves-can-go", { user: "ann@contoso.com" }));

      // The last step is proven by the directory, whoever deletes the user.
      const person = card.getByRole("listitem").filter({ hasText: t("leaves-delete") });
      await expect(person).toContainText(t("checklist-open"));
      await remove(request, service);
      await refresh(manage, t);
      await expect(person).toContainText(t("checklist-done"), { timeout: 30_000 });
      await expect(card.getByRole("status")).toContainText(t("leaves-gone", { user: "ann@contoso.com" }));
      await expectAccessible(page);
    });

    test("USR-1: a user who was deleted too early is seen, and what is left can only be deleted", async ({ manage, request, service, t }) => {
      await hire(request, service);
      const { name } = await Agent.enrol(request, service.address, { serial: "LEAVE-3" });
      await manage.open("manage");
      await expect(manage.row(name)).toBeVisible({ timeout: 60_000 });
      await manage.go("checklists");
      const card = manage.main.getByRole("region", { name: t("leaves"), exact: true });
      const field = card.getByRole("combobox", { name: t("leaves-user"), exact: true });
      await field.fill("ann@contoso.com");
      await field.press("Enter");
      const device = card.getByRole("listitem").filter({ hasText: name });
      await expect(manage.ask(device, "wipe")).toBeVisible();
      await remove(request, service);
      await refresh(manage, t);
      await expect(card.getByRole("status")).toContainText(t("leaves-too-early", { user: "ann@contoso.com" }), { timeout: 30_000 });
      await expect(device).toContainText(t("life-user-delete-only"));
      await expect(manage.ask(device, "wipe")).toHaveCount(0);
      await manage.go("manage");
      const details = await manage.openDetails(name);
      await expect(manage.ask(details, "wipe")).toHaveAttribute("aria-description", t("life-why-not-user-gone"));

      // Restored, they are there again.
      const id = await userId(request, service, "directory/deletedItems/microsoft.graph.user");
      expect((await request.post(`${service.address}v1.0/directory/deletedItems/${id}/restore`)).ok()).toBe(true);
      await manage.refresh();
      await expect(manage.ask(details, "wipe")).not.toHaveAttribute("aria-disabled", "true", { timeout: 30_000 });
      await manage.go("checklists");
      await expect(card.getByRole("status")).toContainText(t("leaves-not-yet", { user: "ann@contoso.com" }));
    });

    test("DEP-1: Apple's steps are ticked, with the serial number at hand", async ({ context, manage, page, request, service, t }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      const phone = await Agent.enrol(request, service.address, { serial: "APPLE-1", platform: "ios", version: "18.1", supervised: true });
      await manage.open("manage");
      await expect(manage.row(phone.name)).toBeVisible({ timeout: 60_000 });
      await manage.go("checklists");
      const card = manage.main.getByRole("region", { name: t("apple"), exact: true });
      const field = card.getByRole("combobox", { name: t("apple-serial"), exact: true });
      await field.fill("apple-1");
      await field.press("Enter");
      await expect(card.getByRole("checkbox")).toHaveCount(5);
      // The first step is asked for from here, and ticked when it was seen.
      const retire = card.getByRole("checkbox", { name: t("life-apple-retire") });
      await expect(retire).not.toBeChecked();
      await card.getByRole("button", { name: t("ask-more", { action: t("life-action-retire") }), exact: true }).click();
      const asking = page.getByRole("dialog");
      await asking.getByRole("button", { name: t("ask-confirm", { action: t("life-action-retire"), count: 1 }) }).click();
      await expect(card.getByText(t("stage-pending"), { exact: false }).first()).toBeVisible({ timeout: 60_000 });
      await expect(card.getByRole("button", { name: t("ask-more", { action: t("life-action-retire") }), exact: true })).toHaveCount(0);
      await expectAccessible(page);
      expect(await phone.obey()).toEqual(["retire"]);
      await expect(retire).toBeChecked({ timeout: 60_000 });
      await card.getByRole("button", { name: t("copy-value", { name: t("column-serial") }) }).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("APPLE-1");
      await expectAccessible(page);
      for (let step = 1; step < 5; step += 1) {
        // By the keyboard, which stays where it is.
        await card.getByRole("checkbox").nth(step).focus();
        await page.keyboard.press("Space");
        await expect(card.getByRole("checkbox").nth(step)).toBeChecked();
        await expect(card.getByRole("checkbox").nth(step)).toBeFocused();
      }
      await expect(card).toContainText(t("apple-done"));
      await page.setViewportSize({ width: 360, height: 740 });
      const inside = await manage.main.evaluate((element) => [element.scrollWidth, element.clientWidth]);
      expect(inside[0]).toBeLessThanOrEqual(inside[1] ?? 0);
      await page.reload();
      await expect(card.getByRole("checkbox").nth(4)).toBeChecked();
      await card.getByRole("button", { name: t("checklist-away", { name: `${phone.name} (APPLE-1)` }) }).click();
      await expect(card.getByRole("checkbox")).toHaveCount(0);
    });
  });
}
