import type { BrowserContext } from "@playwright/test";

/** Lets pages that are opened from now on, and the worker that talks to the service, believe that it is so many hours later. The service worker must be blocked: what it has kept can't be given another clock. */
export async function inHours(context: BrowserContext, hours: number): Promise<void> {
  const later = `{ const now = Date.now.bind(Date); Date.now = () => now() + ${hours} * 3600 * 1000; }\n`;
  await context.addInitScript(later);
  await context.route("**/sync-*.js", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: later + (await answer.text()) });
  });
}
