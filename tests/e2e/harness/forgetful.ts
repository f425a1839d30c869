import type { BrowserContext } from "@playwright/test";

const NAME = "muster-server";

/** Has the service forget ids, as Graph does: it doesn't say that it is muster-server, neither by itself nor in an answer to a batch. */
export async function forgetful(context: BrowserContext): Promise<void> {
  await context.route(/\/(v1\.0|beta)\//, async (route) => {
    const response = await route.fetch();
    const headers = without(response.headers());
    if (!route.request().url().endsWith("/$batch") || !response.ok()) return route.fulfill({ response, headers });
    const { responses } = (await response.json()) as { responses: { headers?: Record<string, string> }[] };
    const parts = responses.map((part) => ({ ...part, headers: without(part.headers ?? {}) }));
    return route.fulfill({ response, headers, json: { responses: parts } });
  });
}

function without(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== NAME));
}
