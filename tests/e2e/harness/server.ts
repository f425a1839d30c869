import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

import { xtask } from "./xtask.ts";

/** The built app: what was built last, or another build that `MUSTER_DIST` names. */
export const DIST = resolve(process.env.MUSTER_DIST ?? "dist");

/** The built app, served as by a host of files alone. */
export type Server = {
  /** Where the app is, with a slash at the end. */
  readonly address: string;
  /** Ends it: whatever is asked of it from then on fails, as without a network. */
  stop(): Promise<void>;
};

export type ServerOptions = {
  /** Path under which the app is served. */
  basePath?: string;
  /** Folder to serve instead. */
  dist?: string;
};

export async function startServer({ basePath = "/", dist = DIST }: ServerOptions = {}): Promise<Server> {
  const options = ["serve", "--static", "--port", "0", "--base-path", basePath, "--dist", dist];
  const { program, before } = xtask();
  const child = spawn(program, [...before, ...options], { stdio: ["ignore", "pipe", "inherit"] });
  const exit = once(child, "exit");
  for await (const line of createInterface(child.stdout)) {
    const address = /http:\S+/.exec(line)?.[0];
    if (address === undefined) continue;
    return {
      address,
      async stop() {
        child.kill();
        await exit;
      },
    };
  }
  throw new Error("the server ended before it said where it is");
}
