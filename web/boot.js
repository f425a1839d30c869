// Starts the app and keeps it available offline.
//
// `cargo xtask finish-dist` puts one line in front of this file:
//   const GLUE = "./….js", WASM = "./….wasm", SERVICE_WORKER = "./service-worker.js" or null;
//
// The app and this file talk by events on `window`, and by attributes of <html> that can be read at any time:
//   muster:offline-ready   from here  everything is stored on this computer            data-offline="ready"
//   muster:update-ready    from here  a newer version is stored and waits               data-update="ready"
//   muster:start-failed    to here    the texts can't be had; `detail` is what the browser said
//   muster:apply-update    to here    take it: every open tab of Muster reloads with it
// A newer version never starts by itself: the tab would be left with files of two versions.

const FAILURE = {
  en: {
    old: "Muster can't start: this browser has no WebAssembly. Open it in a current version of Edge, Chrome, Firefox or Safari.",
    broken: "Muster couldn't start. Reload the page; if that doesn't help, clear this site's data in the browser's settings (what Muster keeps on this computer is lost then). The browser said: ",
  },
  nl: {
    old: "Muster kan niet starten: deze browser heeft geen WebAssembly. Open Muster in een actuele versie van Edge, Chrome, Firefox of Safari.",
    broken: "Muster kon niet starten. Laad de pagina opnieuw; als dat niet helpt, wis dan de gegevens van deze site in de instellingen van de browser (wat Muster op deze computer bewaart gaat dan verloren). De browser meldde: ",
  },
};

const address = (name) => new URL(name, document.baseURI);

function showFailure(error) {
  const text = navigator.language.startsWith("nl") ? FAILURE.nl : FAILURE.en;
  const place = document.getElementById("boot-failure");
  place.textContent = typeof WebAssembly === "object" ? text.broken + error : text.old;
  place.hidden = false;
}

// The app started but has no texts to show.
window.addEventListener("muster:start-failed", ({ detail }) => showFailure(detail));

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
  if (!waiting) return;
  // A tab that was loaded past the service worker sees no `controllerchange`.
  waiting.addEventListener("statechange", () => {
    if (waiting.state === "activated") location.reload();
  });
  waiting.postMessage({ type: "skip-waiting" });
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
  // The new worker no longer has the old version's files, so a tab of the old version can't stay.
  container.addEventListener("controllerchange", () => location.reload());

  // A tab may stay open for weeks: look for a newer version whenever it is looked at again.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      registration.update().catch(() => {
        // Offline: the next time will do.
      });
    }
  });
}

const started = await startApp();
// Only secure addresses (https, localhost) have service workers; the app works without.
if (SERVICE_WORKER !== null && "serviceWorker" in navigator) {
  keepOffline(started).catch((error) => console.warn("Muster is not available offline:", error));
}
