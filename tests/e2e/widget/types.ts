// How a page written in TypeScript uses the package: `package.spec.ts` has the compiler look at it, and never runs it.

import { MusterCsvCheck, type MusterReport } from "muster-widget";
import { MusterRegister, type MusterRegistration, type TokenProvider } from "muster-widget/muster-register.js";

const checker: MusterCsvCheck = document.createElement("muster-csv-check");
checker.target = "partner-center";
checker.maxFiles = 3;
checker.addEventListener("muster-checked", ({ detail }) => {
  const ready: number = detail.summary.ready;
  const worst: string | undefined = detail.diagnostics.find(({ severity }) => severity === "error")?.message;
  console.log(ready, worst);
});
checker.addEventListener("muster-exported", (event) => {
  event.preventDefault();
  console.log(event.detail.files.map(({ name }) => name));
});
const report: MusterReport | null = await checker.check([new File([], "a.csv")]);
const files: File[] = await checker.export("intune");
const all: MusterCsvCheck | null = document.querySelector("muster-csv-check");
console.log(report?.complete, files.length, all?.summary?.devices, all?.validity.valid);

// @ts-expect-error: there is no such target.
await checker.export("elsewhere");
// @ts-expect-error: it can only be read.
checker.summary = null;

const register: MusterRegister = document.createElement("muster-register");
const tokens: TokenProvider = async ({ again }) => (again ? "new" : "old");
register.tokenProvider = tokens;
register.addEventListener("muster-registered", ({ detail }) => {
  const failed: string[] = detail.results.filter(({ state }) => state === "failed").map(({ serial }) => serial);
  console.log(failed, detail.persist);
});
register.addEventListener("muster-error", ({ detail }) => console.log(detail.code === "sign-in"));
const begun: MusterRegistration | null = await register.register();
console.log(begun?.sent);

// @ts-expect-error: a token is text.
register.tokenProvider = () => 7;
