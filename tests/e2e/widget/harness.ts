import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { test as base, expect, type Locator, type Page } from "@playwright/test";

import { serve } from "../../../examples/serve.mjs";
import type { TestFile } from "../fixtures/files.ts";
import { LANGUAGES, texts, type Language, type Texts } from "../harness/texts.ts";

/** The package, as `cargo xtask widget` made it. */
export const PACKAGE = resolve(process.env.MUSTER_WIDGET ?? "target/widget");

type Hosts = Awaited<ReturnType<typeof serve>>;

/** Pages of the tests alone, beside the examples. */
const EXTRA = {
  "/bare.html": `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bare</title></head><body><main><h1>Bare</h1></main></body></html>`,
  "/rude.html": readFileSync(resolve(import.meta.dirname, "rude.html"), "utf8"),
  "/foreign.html": readFileSync(resolve(import.meta.dirname, "foreign.html"), "utf8"),
};

type Options = { language: Language };

type Fixtures = {
  t: Texts;
  /** What was logged as an error, or thrown; empty at the end unless the test takes it out. */
  offences: string[];
  /** Opens a page of the hosts, and gives the checker on it. */
  open: (path: string) => Promise<Checker>;
  /** Puts a checker on an empty page. */
  place: (attributes?: Record<string, string>) => Promise<Checker>;
};

export const test = base.extend<Options & Fixtures, { hosts: Hosts }>({
  language: ["en", { option: true }],
  locale: async ({ language }, use) => use(LANGUAGES[language]),
  hosts: [
    async ({}, use) => {
      const hosts = await serve({ folder: PACKAGE, ports: [0, 0], extra: EXTRA });
      await use(hosts);
      await hosts.stop();
    },
    { scope: "worker" },
  ],
  t: async ({ language }, use) => use(texts(language)),
  offences: [
    async ({ context, hosts }, use) => {
      const offences: string[] = [];
      context.on("console", (message) => {
        if (message.type() === "error" && !/favicon/.test(message.location().url)) offences.push(`console: ${message.text()}`);
      });
      context.on("weberror", (error) => offences.push(`exception: ${error.error().message}`));
      context.on("request", (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith("http") && ![hosts.examples, hosts.packaged].includes(origin)) offences.push(`request: ${request.url()}`);
      });
      await use(offences);
      expect(offences, "errors, exceptions and foreign requests").toEqual([]);
    },
    { auto: true },
  ],
  open: async ({ page, hosts, t }, use) => {
    await use(async (path) => {
      await page.goto(`${hosts.examples}/${path}`);
      return new Checker(page, page.locator("muster-csv-check").first(), t);
    });
  },
  place: async ({ page, hosts, t }, use) => {
    await use(async (attributes = {}) => {
      await page.goto(`${hosts.examples}/bare.html`);
      await page.evaluate((attributes) => {
        const checker = document.createElement("muster-csv-check");
        for (const [name, value] of Object.entries(attributes)) checker.setAttribute(name, value);
        document.querySelector("main")?.append(checker);
      }, attributes);
      await addScript(page, hosts.packaged);
      return new Checker(page, page.locator("muster-csv-check").first(), t);
    });
  },
});

/** Adds the script to the page, as its author would. */
export async function addScript(page: Page, origin: string): Promise<void> {
  await page.addScriptTag({ type: "module", url: `${origin}/muster-widget.js` });
  await page.waitForFunction(() => customElements.get("muster-csv-check") !== undefined);
}

/** Collects the details of a checker's events, as JSON. */
export async function listen(checker: Locator, name: string): Promise<() => Promise<any[]>> {
  const told = await checker.evaluateHandle((element, name) => {
    const told: unknown[] = [];
    element.addEventListener(name, (event) => told.push(JSON.parse(JSON.stringify((event as CustomEvent).detail))));
    return told;
  }, name);
  return () => told.jsonValue() as Promise<any[]>;
}

/** A checker, as its user meets it. */
export class Checker {
  constructor(
    readonly page: Page,
    readonly root: Locator,
    readonly t: Texts,
  ) {}

  button(id: string, values: Record<string, string | number> = {}): Locator {
    return this.root.getByRole("button", { name: this.t(id, values), exact: true });
  }

  /** Chooses files by the button. */
  async choose(files: TestFile[]): Promise<void> {
    const chooser = this.page.waitForEvent("filechooser");
    await this.button("widget-choose").click();
    await (await chooser).setFiles(files.map(({ name, bytes }) => ({ name, mimeType: "text/csv", buffer: bytes })));
  }

  /** Drops files on it. */
  async drop(files: TestFile[]): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      (named) => {
        const data = new DataTransfer();
        for (const [name, bytes] of named) data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name));
        return data;
      },
      files.map(({ name, bytes }): [string, string] => [name, bytes.toString("base64")]),
    );
    await this.root.locator(".drop").dispatchEvent("drop", { dataTransfer: transfer });
  }

  row(serial: string): Locator {
    return this.root.getByRole("row").filter({ has: this.page.getByRole("button", { name: serial, exact: true }) });
  }

  /** Waits until so many devices are listed. */
  async expectDevices(devices: number): Promise<void> {
    await expect(this.root.getByRole("button", { name: `${this.t("widget-all")} (${devices})` })).toBeVisible();
  }

  /** The files of an export, as they were downloaded. */
  async save(id = "widget-intune"): Promise<TestFile> {
    const download = this.page.waitForEvent("download");
    await this.button(id).click();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  }
}

export { expect } from "@playwright/test";
