import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { FluentResource } from "@fluent/bundle";

/** A pattern as Fluent's parser has it: text, or text with what is filled in. */
type Part = string | { type: string; name?: string; variants?: { value: Pattern }[] };
type Pattern = string | Part[];

/** Gives whether a text is one that the app shows in a language: a message with whatever may be filled in. */
export function labels(language: string): (text: string) => boolean {
  const folder = join("locales", language);
  const patterns: Pattern[] = [];
  const terms = new Map<string, string>();
  for (const file of readdirSync(folder)) {
    for (const { id, value, attributes } of new FluentResource(readFileSync(join(folder, file), "utf8")).body) {
      if (id.startsWith("-") && typeof value === "string") terms.set(id.slice(1), value);
      for (const pattern of [value, ...Object.values(attributes)]) if (pattern !== null) patterns.push(pattern as Pattern);
    }
  }
  const plain = new Set(patterns.filter((pattern) => typeof pattern === "string"));
  // What may be filled in: a number, a name such as LAPTOP-101, or another text of the app.
  const fits = (value: string | undefined) => value === undefined || /^(\d[\d,]*|[A-Z][A-Z0-9-]*\d)$/.test(value) || plain.has(value);
  const source = (pattern: Pattern): string => {
    if (typeof pattern === "string") return escape(pattern);
    return pattern
      .map((part) => {
        if (typeof part === "string") return escape(part);
        if (part.type === "select") return `(?:${(part.variants ?? []).map(({ value }) => source(value)).join("|")})`;
        return part.type === "term" ? escape(terms.get(part.name ?? "") ?? "") : "(.+?)";
      })
      .join("");
  };
  const filled = patterns.filter((pattern) => typeof pattern !== "string").map((pattern) => new RegExp(`^${source(pattern)}$`));
  return (text) => plain.has(text) || filled.some((pattern) => pattern.exec(text)?.slice(1).every(fits) ?? false);
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
