import { execFileSync, spawn, type ChildProcess } from "node:child_process";
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
  /** Have it take rules by which it misbehaves, at `admin/faults`. */
  admin?: boolean;
};

/** The project's own server: a tenant, and the built app beside it, which finds the tenant by itself. */
export type Service = Server & {
  /** Ends it as a loss of power does: nothing is finished, nothing is told. */
  kill(): Promise<void>;
  /** Starts it again, on the same database and at the same address. */
  start(): Promise<void>;
  /** One number that a query on its database gives. */
  count(query: string): number;
};

export async function startService({ demo = false, registration = 1, admin = false }: ServiceOptions = {}): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), "muster-tenant-"));
  const database = join(folder, "tenant.db");
  let listen = "127.0.0.1:0";
  let child: ChildProcess | undefined;
  let address = "";

  async function start(): Promise<void> {
    const { program, before } = musterServer();
    const options = ["--db", database, "--listen", listen, "--app", DIST];
    options.push("--registration", String(registration), ...(demo ? ["--demo"] : []), ...(admin ? ["--admin"] : []));
    const started = spawn(program, [...before, ...options], { stdio: ["ignore", "pipe", "ignore"] });
    child = started;
    for await (const line of createInterface(started.stdout)) {
      const found = /http:\/\/(\S+)/.exec(line)?.[1];
      if (found === undefined) continue;
      listen = found;
      address = `http://${found}/`;
      return;
    }
    throw new Error("the server ended before it said where it is");
  }

  async function end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const ending = child;
    child = undefined;
    if (ending === undefined) return;
    const exit = once(ending, "exit");
    ending.kill(signal);
    await exit;
  }

  await start();
  return {
    address,
    start,
    kill: () => end("SIGKILL"),
    count(query) {
      const program = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])";
      return Number(execFileSync("python3", ["-c", program, database, query], { encoding: "utf8" }));
    },
    async stop() {
      await end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** How the server is called: the one that was built for the tests, or a fresh one. */
export function musterServer(): { program: string; before: string[] } {
  const built = process.env.MUSTER_SERVER;
  return built === undefined
    ? { program: "cargo", before: ["run", "--quiet", "--package", "muster-server", "--"] }
    : { program: built, before: [] };
}
