import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { FluentBundle, FluentNumber, FluentResource, type FluentVariable } from "@fluent/bundle";

/** The languages of the app, and the browser locale that chooses each. */
export const LANGUAGES = { en: "en-GB", nl: "nl-NL" } as const;
export type Language = keyof typeof LANGUAGES;

/** Gives the app's own text for a key of `locales/`, such as `undo` or `diag-quoted.help`: tests find things by what people read. */
export type Texts = (key: string, values?: Record<string, FluentVariable>) => string;

export function texts(language: Language): Texts {
  const bundle = new FluentBundle(LANGUAGES[language], { useIsolating: false });
  const folder = join("locales", language);
  for (const file of readdirSync(folder)) {
    const problems = bundle.addResource(new FluentResource(readFileSync(join(folder, file), "utf8")));
    if (problems.length > 0) throw new Error(`${folder}/${file}: ${problems.join("; ")}`);
  }
  return (key, values = {}) => {
    const [id = key, attribute] = key.split(".");
    const message = bundle.getMessage(id);
    const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
    if (pattern == null) throw new Error(`${folder} has no message ${key}`);
    return bundle.formatPattern(pattern, Object.fromEntries(Object.entries(values).map(asTheAppHasIt)));
  };
}

/** The app groups the digits of a number itself, where that helps; a message leaves it as it is. */
function asTheAppHasIt([name, value]: [string, FluentVariable]): [string, FluentVariable] {
  return [name, typeof value === "number" ? new FluentNumber(value, { useGrouping: false }) : value];
}
