import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { xtask } from "./xtask.ts";

/** Writes the sample files once, before the first test; they are gone after the last. */
export default function writeSamples(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "muster-samples-"));
  const { program, before } = xtask();
  execFileSync(program, [...before, "samples", "--out", folder], { stdio: ["ignore", "ignore", "inherit"] });
  process.env.MUSTER_SAMPLES = folder;
  return () => rmSync(folder, { recursive: true });
}
