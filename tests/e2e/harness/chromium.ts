import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

// The shell first: Chromium without windows of its own takes half of the time.
const NAMES = [
  "chromium-headless-shell",
  "chrome-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

/** The system's Chromium: the one that `cargo xtask test` names, or the first on the path. */
export function chromium(): string {
  const named = process.env.MUSTER_CHROMIUM;
  if (named !== undefined) return named;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
  if (found === undefined) throw new Error(`none of ${NAMES.join(", ")} is on the path: install the package chromium`);
  return found;
}
