import type { MusterError, MusterProgress, MusterReport, MusterExported, MusterSummary, MusterTarget } from "./muster-widget.js";

/** Gives a bearer token for the service, or a promise of one. `again`: the last one was refused. */
export type TokenProvider = (asked: { again: boolean }) => string | Promise<string>;

/** How far a registration is. */
export interface MusterRegistration {
  devices: number;
  /** Not sent. */
  waiting: number;
  /** Sent, and the last word is not known. */
  sent: number;
  /** Seen to be registered. */
  registered: number;
  /** Not registered. */
  failed: number;
  /** Taken back before they were sent. */
  cancelled: number;
  /** When it is looked or tried again, in milliseconds since 1970. */
  next: number | null;
  /** The service, without version. */
  server: string;
  /** Whether it goes on when the element comes back. Without, keep the page open while `waiting` or `sent` is not 0. */
  persist: boolean;
}

/** What is in the way: `message` for people, in a language of theirs. */
export interface MusterObstacle {
  kind: string;
  /** The HTTP status; 0 where no answer came. */
  status: number;
  message: string;
  requestId: string | null;
}

/** What became of a device. */
export interface MusterDeviceResult {
  serial: string;
  groupTag: string;
  user: string;
  state: "waiting" | "sent" | "registered" | "failed" | "cancelled";
  /** Why it failed, for programs. */
  error: string | null;
  /** What to do, for programs. */
  advice: string | null;
  /** The error's number and name as the service has them. */
  detail: string;
  trouble: MusterObstacle | null;
}

/** The end of a registration. */
export interface MusterRegistered extends MusterRegistration {
  results: MusterDeviceResult[];
}

/** What went wrong while registering. */
export interface MusterRegisterError {
  code:
    | MusterError["code"]
    | "not-registered"
    | "not-kept"
    | "no-answer"
    | "unreadable"
    | "throttled"
    | "service"
    | "rejected"
    | "sign-in"
    | "approval"
    | "not-observed"
    | "not-service";
  /** For people, in the language of the element. */
  message: string;
  file?: string;
  /** What the service or the browser said. */
  reason?: string;
}

export interface MusterRegisterEventMap extends HTMLElementEventMap {
  "muster-progress": CustomEvent<MusterProgress>;
  "muster-checked": CustomEvent<MusterReport>;
  "muster-exported": CustomEvent<MusterExported>;
  /** Something is under way, and has moved on. */
  "muster-registering": CustomEvent<MusterRegistration>;
  /** Nothing is under way any more. */
  "muster-registered": CustomEvent<MusterRegistered>;
  "muster-error": CustomEvent<MusterRegisterError>;
}

/** Checks files of hardware hashes, and registers the devices in them. */
export class MusterRegister extends HTMLElement {
  /** Gives tokens; `null`: the service takes requests without. */
  tokenProvider: TokenProvider | null;
  /** The service: `https://graph.microsoft.com/beta`, or that of a `muster-server`. */
  baseUrl: string;
  /** Whether what is under way is kept in this browser until it is done. */
  persist: boolean;
  theme: string;
  maxFiles: number;
  maxBytes: number;
  groupTag: string;
  assignedUser: string;
  /** Whether nothing can be changed, and nothing registered. */
  readonly: boolean;
  label: string;
  assets: string;
  /** What is known of the devices as a whole; `null` before the first file. */
  readonly summary: MusterSummary | null;
  /** How far registering is; `null` before it began. */
  readonly registration: MusterRegistration | null;
  check(files: Iterable<File> | ArrayLike<File>): Promise<MusterReport | null>;
  export(target?: MusterTarget): Promise<File[]>;
  /** Forgets every file; what is being registered goes on. */
  reset(): void;
  /** Asks the user, and registers the devices that are ready; `null`: nothing was sent. */
  register(): Promise<MusterRegistration | null>;
  addEventListener<K extends keyof MusterRegisterEventMap>(
    type: K,
    listener: (this: MusterRegister, event: MusterRegisterEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof MusterRegisterEventMap>(
    type: K,
    listener: (this: MusterRegister, event: MusterRegisterEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "muster-register": MusterRegister;
  }
}
