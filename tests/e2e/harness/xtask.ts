/** How the project's own commands are called: the one that runs the tests, or a fresh one. */
export function xtask(): { program: string; before: string[] } {
  const built = process.env.MUSTER_XTASK;
  return built === undefined
    ? { program: "cargo", before: ["run", "--quiet", "--package", "xtask", "--"] }
    : { program: built, before: [] };
}
