import type { Locator, Page } from "@playwright/test";

import { fleet, FULL_HEADER, HEADER, row, table, collected, type TestFile } from "../fixtures/files.ts";
import { hardwareHash } from "../fixtures/hash.ts";
import { expectAccessible } from "../harness/axe.ts";
import { startService, type Service } from "../harness/service.ts";
import type { Language } from "../harness/texts.ts";
import { Checker, expect, listen, test as base } from "./harness.ts";

const IMPORT = "importedWindowsAutopilotDeviceIdentities/import";

/** A register element, as its user meets it: the checker, and what is beneath. */
class Register extends Checker {
  get panel(): Locator {
    return this.root.getByRole("region", { name: this.t("widget-register-title") });
  }

  counted(id: string, count: number): Locator {
    return this.panel.getByRole("button", { name: `${this.t(id)} (${count})`, exact: true });
  }

  get dialog(): Locator {
    return this.root.getByRole("dialog", { name: this.t("widget-register-ask") });
  }

  /** Presses the button, and agrees. */
  async register(count: number): Promise<void> {
    await this.counted("widget-register-button", count).click();
    await this.dialog.getByRole("button", { name: `${this.t("widget-register-button")} (${count})` }).click();
  }

  device(serial: string): Locator {
    return this.panel.getByRole("row").filter({ has: this.page.getByRole("button", { name: serial, exact: true }) });
  }
}

/** The import calls that were sent: the id and the token of each. */
type Sent = { id: string; token: string | undefined }[];

type Fixtures = { service: Service; sent: Sent; put: (attributes?: Record<string, string>) => Promise<Register> };

const test = base.extend<Fixtures>({
  service: async ({ offences }, use) => {
    const service = await startService({ demo: true, admin: true });
    await use(service);
    await service.stop();
    // The service is what it may ask; what it refuses, the browser logs.
    const { origin } = new URL(service.address);
    const others = offences.filter((one) => !one.startsWith(`request: ${origin}/`) && !/Failed to load resource/.test(one));
    offences.splice(0, offences.length, ...others);
  },
  sent: async ({ context }, use) => {
    const sent: Sent = [];
    context.on("request", (request) => {
      if (request.method() !== "POST" || !request.url().endsWith(IMPORT)) return;
      const headers = request.headers();
      sent.push({ id: headers["client-request-id"] ?? "", token: headers.authorization });
    });
    await use(sent);
  },
  put: async ({ page, hosts, service, t }, use) => {
    await use(async (attributes = {}) => {
      await page.goto(`${hosts.examples}/bare.html`);
      await page.evaluate(
        (attributes) => {
          const register = document.createElement("muster-register");
          for (const [name, value] of Object.entries(attributes)) register.setAttribute(name, value);
          document.querySelector("main")?.append(register);
        },
        { "base-url": `${service.address}beta`, ...attributes },
      );
      await page.addScriptTag({ type: "module", url: `${hosts.packaged}/muster-register.js` });
      await page.waitForFunction(() => customElements.get("muster-register") !== undefined);
      return new Register(page, page.locator("muster-register"), t);
    });
  },
});

test.use({ serviceWorkers: "block" });

/** Everything that is kept in the browser for the page, as text. */
async function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
    let text = JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, names]);
    for (const name of names) {
      const database = await new Promise<IDBDatabase>((done) => {
        const open = indexedDB.open(name);
        open.onsuccess = () => done(open.result);
      });
      for (const store of database.objectStoreNames) {
        const values = await new Promise<unknown[]>((done) => {
          const all = database.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => done(all.result);
        });
        for (const value of values) text += new TextDecoder().decode(value as Uint8Array);
      }
      database.close();
    }
    return text;
  });
}

const NOTHING = JSON.stringify([{}, {}, "", []]);

/** The serial numbers that the service has registered, of those that begin so. */
async function registered(service: Service, prefix: string): Promise<string[]> {
  const answer = await fetch(`${service.address}v1.0/deviceManagement/windowsAutopilotDeviceIdentities`);
  const { value } = (await answer.json()) as { value: { serialNumber: string }[] };
  return value.map(({ serialNumber }) => serialNumber).filter((serial) => serial.startsWith(prefix)).sort();
}

function devices(name: string, ...serials: string[]): TestFile {
  return table(name, [HEADER, ...serials.map((serial) => row({ serial }))]);
}

async function misbehave(service: Service, ...rules: object[]): Promise<void> {
  const answer = await fetch(`${service.address}admin/faults`, { method: "PUT", body: JSON.stringify({ rules }) });
  expect(answer.ok).toBe(true);
}

for (const [language, colorScheme] of [["en", "light"], ["nl", "dark"]] as [Language, "light" | "dark"][]) {
  test.describe(`${language}, ${colorScheme}`, () => {
    test.use({ language, colorScheme, viewport: { width: 360, height: 800 } });

    test("three devices of a file: two are registered, one is refused and says why", async ({ page, hosts, service, sent, t }) => {
      await page.goto(`${hosts.examples}/register.html`);
      await page.getByLabel("Service").fill(service.address);
      await page.getByLabel("Service").blur();
      const register = new Register(page, page.locator("muster-register"), t);
      await register.root.evaluate((element, language) => element.setAttribute("lang", language), language);
      const [begun, over] = [await listen(register.root, "muster-registering"), await listen(register.root, "muster-registered")];
      await expect(register.counted("widget-register-button", 0)).toBeDisabled();
      await expectAccessible(page);
      await register.choose([devices("three.csv", "REG-1", "DEMO-OTHER-TENANT", "REG-2")]);
      await register.expectDevices(3);

      await register.counted("widget-register-button", 3).click();
      await expect(register.dialog).toContainText(service.address.replace(/\/$/, ""));
      await expect(register.dialog).toContainText(t("widget-register-not-kept"));
      await expectAccessible(page);
      await register.dialog.getByRole("button", { name: t("widget-register-decline") }).click();
      await expect(register.dialog).toBeHidden();
      expect([sent, await begun()]).toEqual([[], []]);

      await register.register(3);
      await expect(register.device("REG-1")).toContainText(t("widget-register-registered"), { timeout: 30_000 });
      await expect(register.device("DEMO-OTHER-TENANT")).toContainText(t("refusal-claimed-by-other-organization"));
      await expect.poll(over).toHaveLength(1);
      const [{ results, ...counts }] = await over();
      expect(counts).toMatchObject({ devices: 3, registered: 2, failed: 1, waiting: 0, sent: 0, cancelled: 0, persist: false });
      expect(results).toContainEqual(expect.objectContaining({ serial: "DEMO-OTHER-TENANT", state: "failed", error: "claimed-by-other-organization", advice: "check-with-supplier" }));
      expect((await begun())[0]).toMatchObject({ devices: 3, persist: false });
      expect(await registered(service, "REG-")).toEqual(["REG-1", "REG-2"]);
      expect(sent).toHaveLength(1);
      await register.panel.getByRole("button", { name: "DEMO-OTHER-TENANT", exact: true }).click();
      await expect(register.panel.getByText(t("advice-check-with-supplier"))).toBeVisible();
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      expect(await stored(page)).toBe(NOTHING);
      if (process.env.MUSTER_SHOTS) await page.screenshot({ path: `${process.env.MUSTER_SHOTS}/register-${language}.png`, fullPage: true });

      // What failed goes out once more, and nothing else.
      await expect(register.counted("widget-register-button", 1)).toBeEnabled();
      await register.counted("widget-register-again", 1).click();
      await expect.poll(over).toHaveLength(2);
      expect(new Set(sent.map(({ id }) => id)).size).toBe(2);

      // What is registered isn't sent again beside what is new.
      await register.choose([devices("more.csv", "REG-1", "REG-3")]);
      await register.expectDevices(4);
      await register.register(2);
      await expect.poll(over).toHaveLength(3);
      expect((await over())[2]).toMatchObject({ devices: 4, registered: 3, failed: 1 });
      expect(await registered(service, "REG-")).toEqual(["REG-1", "REG-2", "REG-3"]);
      await expect(register.counted("widget-register-button", 1)).toBeEnabled();
      await register.panel.getByRole("button", { name: t("widget-register-forget") }).click();
      await expect(register.panel.getByRole("table")).toBeHidden();
      await expect(register.counted("widget-register-button", 4)).toBeEnabled();
    });
  });
}

test("a token that is refused is asked for anew, once, and is nowhere to be seen", async ({ put, page, context, service, sent, offences, t }) => {
  const logged: string[] = [];
  context.on("console", (message) => logged.push(message.text()));
  await context.route(`${service.address}**`, async (route) => {
    const { method, authorization } = { method: route.request().method(), authorization: await route.request().headerValue("authorization") };
    if (method === "OPTIONS" || authorization === "Bearer fresh-SECRET") return route.continue();
    await route.fulfill({ status: 401, json: { error: { code: "InvalidAuthenticationToken", message: "expired" } }, headers: { "access-control-allow-origin": "*" } });
  });
  const register = await put({ persist: "" });
  const told = await page.evaluateHandle(() => {
    const told: string[] = [];
    const register = document.querySelector<any>("muster-register");
    for (const name of ["muster-registering", "muster-registered", "muster-error", "muster-checked"]) {
      register.addEventListener(name, (event: CustomEvent) => told.push(`${name} ${JSON.stringify(event.detail)}`));
    }
    (window as any).asked = [];
    (window as any).tokens = ["stale-SECRET", "other-SECRET", "SECRET\nwrong"];
    register.tokenProvider = async ({ again }: { again: boolean }) => {
      (window as any).asked.push(again);
      return (window as any).tokens.shift() ?? "fresh-SECRET";
    };
    return told;
  });
  await register.choose([devices("one.csv", "TOKEN-1")]);
  await register.register(1);
  // The second is refused as well: somebody has to sign in.
  await expect(register.panel.getByRole("alert")).toContainText(t("trouble-sign-in"));
  expect(await page.evaluate(() => (window as any).asked.slice(0, 2))).toEqual([false, true]);
  // The third is no token at all; the fourth is good.
  await expect(async () => {
    await register.panel.getByRole("button", { name: t("widget-register-hurry") }).click({ timeout: 500 }).catch(() => {});
    await expect(register.device("TOKEN-1")).toContainText(t("widget-register-registered"), { timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  expect(await registered(service, "TOKEN-")).toEqual(["TOKEN-1"]);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  expect(sent.at(-1)?.token).toBe("Bearer fresh-SECRET");
  const seen = [...((await told.jsonValue()) as string[]), ...logged, ...offences, await stored(page), await register.root.innerText(), await page.content()].join("\n");
  expect(seen).toContain("sign-in");
  expect(seen).not.toContain("SECRET");
});

test("where the service asks to wait, the time is said, and the same is sent once more", async ({ put, service, sent, t }) => {
  await misbehave(service, { fault: "throttle", routes: ["/deviceManagement/importedWindowsAutopilotDeviceIdentities/import"], retryAfter: 3, times: 1 }, { fault: "throttle", routes: ["/deviceManagement/importedWindowsAutopilotDeviceIdentities/import"], times: 1 });
  const register = await put();
  const errors = await listen(register.root, "muster-error");
  await register.choose([devices("two.csv", "WAIT-1", "WAIT-2")]);
  await register.register(2);
  await expect(register.panel.getByRole("alert")).toContainText(t("trouble-throttled"));
  await expect(register.panel.getByText(new RegExp(`^${t("widget-register-next-try")} \\d+:\\d+:\\d+`))).toBeVisible();
  // Nobody cuts short what the service has asked for.
  await expect(register.panel.getByRole("button", { name: t("widget-register-hurry") })).toBeHidden();
  await expect(register.device("WAIT-2")).toContainText(t("widget-register-registered"), { timeout: 30_000 });
  expect(sent).toHaveLength(3);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  expect((await errors())[0]).toMatchObject({ code: "throttled" });
  expect(await registered(service, "WAIT-")).toEqual(["WAIT-1", "WAIT-2"]);
});

for (const persist of [true, false]) {
  test(`taken out while it sends and put back, ${persist ? "it goes on and sends nothing twice" : "it knows nothing, and sends nothing"}`, async ({ put, page, context, service, sent, t }) => {
    let arrived = () => {};
    const arrives = new Promise<void>((done) => (arrived = done));
    await context.route(`${service.address}**/import`, async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      // It is done, and the answer gets lost with the element.
      await route.fetch();
      arrived();
    }, { times: 1 });
    const register = await put(persist ? { persist: "" } : {});
    const begun = await listen(register.root, "muster-registering");
    await register.choose([devices("two.csv", "OUT-1", "OUT-2")]);
    await register.counted("widget-register-button", 2).click();
    await expect(register.dialog).toContainText(t(persist ? "widget-register-kept" : "widget-register-not-kept"));
    await register.dialog.getByRole("button", { name: `${t("widget-register-button")} (2)` }).click();
    await arrives;
    // The host was told before that, and whether it had better wait.
    expect((await begun())[0]).toMatchObject({ waiting: 2, persist });
    await page.evaluate(async () => {
      const register = document.querySelector("muster-register")!;
      register.remove();
      await new Promise((done) => setTimeout(done));
      document.querySelector("main")!.append(register);
    });
    if (persist) {
      await expect(register.device("OUT-1")).toContainText(t("widget-register-registered"), { timeout: 30_000 });
      // It looked what had arrived, and found it.
      expect(sent).toHaveLength(1);
      // Its list is put away by a person, and the hashes with it.
      await register.panel.getByRole("button", { name: t("widget-register-forget") }).click();
      await expect.poll(() => stored(page)).not.toContain("OUT-1");
    } else {
      await expect(register.panel.getByRole("table")).toBeHidden();
      expect(await register.root.evaluate((element: any) => element.registration)).toBeNull();
      expect(sent).toHaveLength(1);
      expect(await stored(page)).toBe(NOTHING);
    }
    await expect.poll(() => registered(service, "OUT-"), { timeout: 20_000 }).toEqual(["OUT-1", "OUT-2"]);
  });
}

test("what isn't sent yet can be taken back", async ({ put, context, service, sent }) => {
  let release = () => {};
  const released = new Promise<void>((done) => (release = done));
  await context.route(`${service.address}**/import`, async (route) => {
    if (route.request().method() === "POST") await released;
    await route.continue();
  });
  const register = await put();
  const over = await listen(register.root, "muster-registered");
  await register.choose([collected("many.csv", fleet(501, "MANY"))]);
  await register.expectDevices(501);
  await register.register(501);
  await register.counted("widget-register-cancel", 1).click();
  await expect(register.counted("widget-register-cancel", 1)).toBeHidden();
  release();
  await expect.poll(over, { timeout: 45_000 }).toHaveLength(1);
  expect((await over())[0]).toMatchObject({ devices: 501, registered: 500, cancelled: 1, failed: 0 });
  expect(sent).toHaveLength(1);
});

test("without a service, or readonly, nothing can be registered", async ({ put, t }) => {
  const register = await put({ "base-url": "javascript:alert(1)" });
  await register.choose([devices("one.csv", "NO-1")]);
  await register.expectDevices(1);
  await expect(register.panel.getByText(t("widget-register-no-server"))).toBeVisible();
  await expect(register.counted("widget-register-button", 1)).toBeHidden();
  expect(await register.root.evaluate((element: any) => element.register())).toBeNull();
  await register.root.evaluate((element: any) => Object.assign(element, { baseUrl: "https://graph.microsoft.com/beta", readonly: true }));
  await expect(register.panel.getByText(t("widget-register-readonly"))).toBeVisible();
  expect(await register.root.evaluate((element: any) => element.register())).toBeNull();
});

test("values of devices are text, and go to the service as they are", async ({ put, service, t }) => {
  const markup = "<img src=x onerror=alert(1)>";
  const hash = hardwareHash({ serial: "TEXT-1" });
  const register = await put({ label: markup });
  await register.choose([table("text.csv", [FULL_HEADER, ["TEXT-1", "", hash, markup, ""]])]);
  await register.register(1);
  await expect(register.device("TEXT-1")).toContainText(t("widget-register-registered"), { timeout: 30_000 });
  await expect(register.root.locator("img, [onerror]")).toHaveCount(0);
  expect(await registered(service, "TEXT-")).toEqual(["TEXT-1"]);
});
