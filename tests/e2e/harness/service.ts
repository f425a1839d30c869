import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { DIST, type Server } from "./server.ts";

export type ServiceOptions = {
  /** Fill the tenant with made-up devices in every state. */
  demo?: boolean;
  /** How many seconds a registration takes. */
  registration?: number;
};

/** The project's own server: a tenant, and the built app beside it, which finds the tenant by itself. */
export async function startService({ demo = false, registration = 1 }: ServiceOptions = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "muster-tenant-"));
  const { program, before } = musterServer();
  const options = ["--db", join(folder, "tenant.db"), "--listen", "127.0.0.1:0", "--app", DIST];
  options.push("--registration", String(registration), ...(demo ? ["--demo"] : []));
  const child = spawn(program, [...before, ...options], { stdio: ["ignore", "pipe", "ignore"] });
  const exit = once(child, "exit");
  for await (const line of createInterface(child.stdout)) {
    const address = /http:\S+/.exec(line)?.[0];
    if (address === undefined) continue;
    return {
      address: `${address}/`,
      async stop() {
        child.kill();
        await exit;
        rmSync(folder, { recursive: true, force: true });
      },
    };
  }
  throw new Error("the server ended before it said where it is");
}

/** How the server is called: the one that was built for the tests, or a fresh one. */
function musterServer(): { program: string; before: string[] } {
  const built = process.env.MUSTER_SERVER;
  return built === undefined
    ? { program: "cargo", before: ["run", "--quiet", "--package", "muster-server", "--"] }
    : { program: built, before: [] };
}
