import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

import { labels } from "../harness/labels.ts";
import { expect, test } from "@playwright/test";
import { PICTURES } from "./chapter.ts";

const GUIDE = "docs/guide";
const CHAPTERS = readdirSync(GUIDE).map((name) => join(GUIDE, name));
/** All pictures together, in bytes. */
const MOST = 800_000;

/** What a page leads to, links and pictures, without those of other sites. */
function targets(page: string): string[] {
  const found = [...readFileSync(page, "utf8").matchAll(/\]\(([^)#]+)/g)].map((match) => match[1] ?? "");
  return found.filter((target) => !target.includes("://")).map((target) => normalize(join(dirname(page), target)));
}

const pictures = (page: string): string[] => targets(page).filter((target) => target.endsWith(".png"));

test("every picture of the guide is made by a chapter's test, and every one that is made is shown", () => {
  const made = readdirSync("tests/e2e/guide").flatMap((name) => {
    const source = readFileSync(join("tests/e2e/guide", name), "utf8");
    return [...source.matchAll(/\bpicture\("([^"]+)"/g)].map((match) => `${PICTURES}/${match[1]}.png`);
  });
  const shown = new Set([...CHAPTERS, "README.md"].flatMap(pictures));
  expect([...shown].sort()).toEqual(made.sort());
  expect(readdirSync(PICTURES).map((name) => `${PICTURES}/${name}`).sort(), "files").toEqual(made);
  const size = made.reduce((sum, path) => sum + statSync(path).size, 0);
  expect(size, "bytes of all pictures").toBeLessThan(MOST);
});

test("the index has every chapter, each chapter has a test, and every link leads somewhere", () => {
  const chapters = CHAPTERS.filter((path) => path !== `${GUIDE}/README.md`);
  expect(targets(`${GUIDE}/README.md`).sort()).toEqual([...chapters].sort());
  for (const chapter of chapters) expect(existsSync(`tests/e2e/guide/${chapter.slice(GUIDE.length + 1, -3)}.spec.ts`), chapter).toBe(true);
  for (const page of [...CHAPTERS, "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]) {
    for (const target of targets(page)) expect(existsSync(target), `${page}: ${target}`).toBe(true);
  }
});

test("what stands in bold in the guide is on the screen", () => {
  const known = labels("en");
  // The test can fail.
  expect(["Wipe…", "Register 4 devices", "Settings"].filter((text) => !known(text))).toEqual([]);
  expect(["Wipe", "Sett", "Register many devices", "Whatever…"].map(known)).toEqual([true, false, false, false]);
  for (const chapter of CHAPTERS) {
    const bold = [...readFileSync(chapter, "utf8").matchAll(/\*\*(.+?)\*\*/gs)].map((match) => (match[1] ?? "").replaceAll(/\s+/g, " "));
    const unknown = bold.filter((text) => !known(text));
    expect(unknown, chapter).toEqual([]);
  }
});
