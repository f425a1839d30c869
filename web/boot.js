// Starts the app and keeps it available offline.
//
// `cargo xtask finish-dist` puts lines in front of this file:
//   const GLUE = "./….js";
//   const WASM = "./….wasm";
//   const SERVICE_WORKER = "./service-worker.js"; (or null)
//
// The app and this file talk by events on `window`, and by attributes of <html> that can be read at any time:
//   muster:offline-ready   from here  everything is stored on this computer            data-offline="ready"
//   muster:update-ready    from here  a newer version is stored and waits               data-update="ready"
//   muster:start-failed    to here    the texts can't be had; `detail` is what the browser said
//   muster:stopped         to here    the program failed and answers nothing any more; `detail` is at what
//   muster:apply-update    to here    take it: this tab reloads with it
// A newer version never starts by itself, nor in a tab where nobody asked for it: work may be under way there. Such a
// tab goes on with its own version, whose files stay stored as long as the tab says that it needs them.

const FAILURE = {
  en: {
    old: "Muster can't start: this browser has no WebAssembly. Open it in a current version of Edge, Chrome, Firefox or Safari.",
    broken: "Muster couldn't start. Reload the page; if that doesn't help, clear this site's data in the browser's settings (what Muster keeps on this computer is lost then). The browser said: ",
    stopped: "Muster has stopped because of an error of its own. What was kept is still there: reload the page. If it happens again, report this: ",
  },
  nl: {
    old: "Muster kan niet starten: deze browser heeft geen WebAssembly. Open Muster in een actuele versie van Edge, Chrome, Firefox of Safari.",
    broken: "Muster kon niet starten. Laad de pagina opnieuw; als dat niet helpt, wis dan de gegevens van deze site in de instellingen van de browser (wat Muster op deze computer bewaart gaat dan verloren). De browser meldde: ",
    stopped: "Muster is gestopt door een eigen fout. Wat bewaard was, is er nog: laad de pagina opnieuw. Meld dit als het weer gebeurt: ",
  },
};

const address = (name) => new URL(name, document.baseURI);

function show(kind, error, language = navigator.language) {
  const text = language.startsWith("nl") ? FAILURE.nl : FAILURE.en;
  const place = document.getElementById("boot-failure");
  // What was said first is the cause.
  if (!place.hidden) return;
  place.textContent = text[kind] + error;
  place.hidden = false;
}

function showFailure(error) {
  if (typeof WebAssembly === "object") show("broken", error);
  else show("old", "");
}

// The app started but has no texts to show.
window.addEventListener("muster:start-failed", ({ detail }) => showFailure(detail));

window.addEventListener("muster:stopped", ({ detail }) => {
  console.error(detail);
  // The app has set the language that its reader chose.
  show("stopped", detail, document.documentElement.lang);
});

async function startApp() {
  try {
    const { default: init } = await import(address(GLUE));
    await init({ module_or_path: address(WASM) });
    return true;
  } catch (error) {
    console.error(error);
    showFailure(error);
    return false;
  }
}

function announce(name) {
  if (document.documentElement.dataset[name] === "ready") return;
  document.documentElement.dataset[name] = "ready";
  window.dispatchEvent(new CustomEvent(`muster:${name}-ready`));
}

function applyUpdate({ waiting }) {
  // Another tab has let it take over already.
  if (!waiting) return location.reload();
  waiting.addEventListener("statechange", () => {
    if (waiting.state === "activated") location.reload();
  });
  waiting.postMessage({ type: "skip-waiting" });
}

// The service worker keeps the files that an open tab needs, and knows them by this lock; see there.
function holdFiles() {
  const worker = (kind) => document.querySelector(`meta[name='muster:${kind}']`)?.content;
  const files = [GLUE, WASM, worker("worker"), worker("sync")].filter(Boolean).map((name) => address(name).href);
  navigator.locks?.request(`muster needs ${files.join(" ")}`, { mode: "shared" }, () => new Promise(() => {}));
}

async function keepOffline(started) {
  const container = navigator.serviceWorker;
  const registration = await container.register(address(SERVICE_WORKER), { scope: "./", updateViaCache: "none" });

  const report = () => {
    if (!registration.active) return;
    announce("offline");
    if (!registration.waiting) return;
    // An app that didn't start has nothing to lose, and the newer version may be the one that does.
    if (started) announce("update");
    else applyUpdate(registration);
  };
  const follow = (worker) => worker?.addEventListener("statechange", report);

  report();
  follow(registration.installing);
  registration.addEventListener("updatefound", () => follow(registration.installing));
  window.addEventListener("muster:apply-update", () => applyUpdate(registration));
  // Taken in another tab. The first service worker of all takes over no one.
  container.addEventListener("controllerchange", () => announce("update"));
  registration.active?.postMessage({ type: "clean-up" });

  // A tab may stay open for weeks: look for a newer version whenever it is looked at again.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      registration.update().catch(() => {
        // Offline: the next time will do.
      });
    }
  });
}

holdFiles();
const started = await startApp();
// Only secure addresses (https, localhost) have service workers; the app works without.
if (SERVICE_WORKER !== null && "serviceWorker" in navigator) {
  keepOffline(started).catch((error) => console.warn("Muster is not available offline:", error));
}
