import type { BrowserContext } from "@playwright/test";

/** What no page of the app may do, collected while a test runs. */
export type Guard = {
  /** One line for each offence so far. */
  readonly offences: string[];
  /** Offences that match are meant to happen in this test. */
  allow(expected: RegExp): void;
  /** The offences that were not meant to happen. */
  unexpected(): string[];
};

/** Watches every page of a context: errors on the console, exceptions, requests to any other host. */
export function guard(context: BrowserContext, ownAddress: string): Guard {
  const offences: string[] = [];
  const allowed: RegExp[] = [];
  const own = new URL(ownAddress).origin;

  context.on("console", (message) => {
    if (message.type() === "error") offences.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => offences.push(`exception: ${error.error().message}`));
  context.on("request", (request) => {
    const url = request.url();
    const inside = url.startsWith("blob:") || url.startsWith("data:");
    if (!inside && new URL(url).origin !== own) offences.push(`request to another host: ${url}`);
  });

  return {
    offences,
    allow(expected) {
      allowed.push(expected);
    },
    unexpected() {
      return offences.filter((offence) => !allowed.some((expected) => expected.test(offence)));
    },
  };
}
