/** How bad something is. */
export type MusterSeverity = "error" | "warning" | "info";

/** The portal that devices go to. */
export type MusterTarget = "intune" | "partner-center";

/** What is known of the devices as a whole. */
export interface MusterSummary {
  /** Distinct devices. */
  devices: number;
  /** Those that can go out to the target. */
  ready: number;
  /** Those with an error. */
  errors: number;
  /** Those with a warning at worst. */
  warnings: number;
  /** Those with a note at most. */
  infos: number;
  /** What can be mended without a look. */
  safeFixes: number;
  /** Files, also those that could not be read. */
  files: number;
}

/** What was found: the JSON of `muster check`, with a summary. Its texts are in the language of the element. */
export interface MusterReport {
  version: 1;
  /** Whether files were checked, or something was changed since. */
  cause: "checked" | "changed";
  summary: MusterSummary;
  /** `false`: there are more diagnostics than these. */
  complete: boolean;
  files: { path: string; kind: string; encoding: string; delimiter: string | null; rows: number }[];
  devices: number;
  diagnostics: {
    rule: string;
    code: string;
    severity: MusterSeverity;
    file: string;
    line: number | null;
    column: number | null;
    message: string;
    help: string | null;
    fix: string | null;
    safe: boolean;
  }[];
  unreadable: { path: string; message: string }[];
}

/** How far a file is. */
export interface MusterProgress {
  file: string;
  bytes: number;
  size: number;
  /** Which of the files it is, from 1. */
  number: number;
  files: number;
}

/** The files that were made. */
export interface MusterExported {
  target: MusterTarget;
  files: File[];
}

/** What went wrong. */
export interface MusterError {
  code:
    | "too-many-files"
    | "too-large"
    | "unreadable"
    | "nothing-to-export"
    | "not-exported"
    | "wasm-denied"
    | "failed"
    | "crashed";
  /** For people, in the language of the element. */
  message: string;
  file?: string;
  /** What the browser said. */
  reason?: string;
}

export interface MusterCsvCheckEventMap extends HTMLElementEventMap {
  "muster-progress": CustomEvent<MusterProgress>;
  "muster-checked": CustomEvent<MusterReport>;
  /** Cancelled, the files are not downloaded: the page takes them. */
  "muster-exported": CustomEvent<MusterExported>;
  "muster-error": CustomEvent<MusterError>;
  /** What the form sends is there. */
  "muster-form-ready": CustomEvent<{ files: number }>;
}

/** Checks, mends and merges files of hardware hashes. */
export class MusterCsvCheck extends HTMLElement {
  static readonly formAssociated: true;
  /** The name under which a form sends the files. */
  name: string;
  /** `auto` (what the system has), `light` or `dark`. */
  theme: string;
  /** By whose rules devices are judged. */
  target: string;
  /** How many files are taken. */
  maxFiles: number;
  /** How large a file may be, in bytes. */
  maxBytes: number;
  /** The group tag that devices get which have none. */
  groupTag: string;
  /** The user that devices get which have none. */
  assignedUser: string;
  /** Whether nothing can be changed. */
  readonly: boolean;
  /** Whether a form needs a device. */
  required: boolean;
  /** The heading. */
  label: string;
  /** The address of the package's folder, where it isn't that of the script. */
  assets: string;
  readonly form: HTMLFormElement | null;
  readonly validity: ValidityState;
  readonly validationMessage: string;
  readonly willValidate: boolean;
  /** What is known of the devices as a whole; `null` before the first file. */
  readonly summary: MusterSummary | null;
  checkValidity(): boolean;
  reportValidity(): boolean;
  /** Checks files and adds them to those that were checked before; `null` if it was stopped. */
  check(files: Iterable<File> | ArrayLike<File>): Promise<MusterReport | null>;
  /** The files for a target: the element's own, if none is named. */
  export(target?: MusterTarget): Promise<File[]>;
  /** Forgets every file. */
  reset(): void;
  addEventListener<K extends keyof MusterCsvCheckEventMap>(
    type: K,
    listener: (this: MusterCsvCheck, event: MusterCsvCheckEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof MusterCsvCheckEventMap>(
    type: K,
    listener: (this: MusterCsvCheck, event: MusterCsvCheckEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "muster-csv-check": MusterCsvCheck;
  }
}
