import { expectAccessible } from "./harness/axe.ts";
import { expect, test } from "./harness/test.ts";
import { LANGUAGES, type Language } from "./harness/texts.ts";

test("the app starts under its content security policy", async ({ app, page, site }) => {
  const response = await page.request.get(site.address);
  expect(response.headers()["content-security-policy"]).toContain("script-src 'self' 'wasm-unsafe-eval';");
  await app.open();
  await expect(app.link("check")).toHaveAttribute("aria-current", "page");
});

test("what the policy forbids does not run", async ({ app, page, guard }) => {
  guard.allow(/Content Security Policy/);
  await app.open();
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.documentElement.dataset.injected = 'yes'";
    document.body.append(script);
  });
  await expect(page.locator("html")).not.toHaveAttribute("data-injected");
  // Forbidden twice: by the header, and by the page itself, for hosts that send none.
  expect(guard.offences).toHaveLength(2);
});

for (const language of Object.keys(LANGUAGES) as Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test("the browser's language is the app's", async ({ app, page }) => {
      await app.open();
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(app.link("settings")).toBeVisible();
    });

    test("axe finds nothing on the start page", async ({ app, page }) => {
      await app.open();
      await expectAccessible(page);
    });
  });
}

test("a browser without WebAssembly is told so", async ({ page, guard }) => {
  guard.allow(/WebAssembly/);
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await page.goto("./");
  await expect(page.getByRole("alert")).toContainText("WebAssembly");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says what it needs", async ({ page }) => {
    await page.goto("./");
    const said = page.locator("noscript p").first();
    await expect(said).toBeVisible();
    await expect(said).toContainText("JavaScript");
  });
});

test("a failure of the program itself is told, in the language of the page", async ({ app, page, guard }) => {
  guard.allow(/panicked at/);
  await app.open();
  await page.evaluate(() => window.dispatchEvent(new CustomEvent("muster:stopped", { detail: "panicked at src/x.rs:1" })));
  await expect(page.getByRole("alert").filter({ hasText: "reload the page" })).toContainText("panicked at src/x.rs:1");
});

test("a page starts at its top, wherever the one before was scrolled to", async ({ app, page }) => {
  await page.setViewportSize({ width: 1000, height: 400 });
  await app.open("collect");
  const top = () => app.main.evaluate((main) => main.scrollTop);
  await app.main.evaluate((main) => main.scrollTo(0, 300));
  expect(await top()).toBe(300);
  await app.go("settings");
  expect(await top()).toBe(0);
});
