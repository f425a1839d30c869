// Keeps one whole version of the app on this computer.
//
// `cargo xtask finish-dist` puts `simd.js` in front of this file, and one line:
//   const BUILD = "<build id>", FILES = { "./index.html": "<SHA-256, hexadecimal>", …, ...(HAS_SIMD ? { … } : { … }) };
// What reads files is there twice: of these files, only those that this browser runs.
//
// - Install fetches every file past the HTTP cache and keeps them only if all have the digest of this build,
//   so a half-uploaded site never becomes a half-new app.
// - A browser that has got SIMD since then runs other files: they are fetched when it is told `{ type: "clean-up" }`.
// - A newer version waits until it is told `{ type: "skip-waiting" }`. Files of older versions go when it takes over, or
//   later when it is told `{ type: "clean-up" }`: a tab that still runs an older version holds a lock with the name
//   "muster needs <address> <address> …", and what has those files stays.
// - Only the app's own page and files are answered from here; anything else goes its normal way.
// Addresses are relative to the scope: the app works at any path, and next to a second copy of itself.

const SCOPE = self.registration.scope;
const PREFIX = `muster ${SCOPE} `;
const CACHE = PREFIX + BUILD;
const HASHED = /-[0-9a-f]{16}\.\w+$/;
const NEEDS = "muster needs ";
const INDEX = new URL("./index.html", SCOPE).href;
const ADDRESSES = new Set(Object.keys(FILES).map((name) => new URL(name, SCOPE).href));

async function fetchVerified(name, digest) {
  const response = await fetch(new URL(name, SCOPE), { cache: "reload", credentials: "same-origin" });
  if (!response.ok) throw new Error(`${name}: the server answered ${response.status}`);
  const body = await response.arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  const found = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== digest) throw new Error(`${name}: not the file of build ${BUILD}`);
  // Made anew, because a response that was redirected can't answer a navigation.
  return [new URL(name, SCOPE).href, new Response(body, { headers: response.headers })];
}

async function install() {
  const files = await Promise.all(Object.entries(FILES).map(([name, digest]) => fetchVerified(name, digest)));
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(files.map(([address, response]) => cache.put(address, response)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** Keeps what this browser runs now and did not run when this version was installed. */
async function complete() {
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  for (const [name, digest] of Object.entries(FILES)) {
    if (!kept.has(new URL(name, SCOPE).href)) await cache.put(...(await fetchVerified(name, digest)));
  }
}

/** The addresses of other versions that open tabs need. */
async function needed() {
  const { held = [] } = (await self.navigator.locks?.query()) ?? {};
  const addresses = held.flatMap(({ name }) => (name.startsWith(NEEDS) ? name.slice(NEEDS.length).split(" ") : []));
  return addresses.filter((address) => !ADDRESSES.has(address));
}

async function removeOtherVersions() {
  const [names, addresses] = [await caches.keys(), await needed()];
  for (const name of names.filter((name) => name.startsWith(PREFIX) && name !== CACHE)) {
    const cache = await caches.open(name);
    const found = await Promise.all(addresses.map((address) => cache.match(address)));
    if (!found.some(Boolean)) await caches.delete(name);
  }
}

function storedAddress(request) {
  const url = new URL(request.url);
  url.hash = "";
  url.search = "";
  if (request.mode === "navigate" && url.href === SCOPE) return INDEX;
  if (ADDRESSES.has(url.href)) return url.href;
  // Files of other versions have names of their own, with a hash.
  return url.href.startsWith(SCOPE) && HASHED.test(url.pathname) ? url.href : null;
}

async function answer(request, address) {
  const cache = await caches.open(CACHE);
  const stored = await cache.match(address);
  if (stored) return stored;
  const names = ADDRESSES.has(address) ? [] : (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  for (const name of names) {
    const older = await (await caches.open(name)).match(address);
    if (older) return older;
  }
  return fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(removeOtherVersions()));
self.addEventListener("message", (event) => {
  if (event.data?.type === "skip-waiting") self.skipWaiting();
  if (event.data?.type === "clean-up") {
    // Offline, or where the host has a newer version already, the next time will do.
    event.waitUntil(complete().catch(() => {}));
    // A newer version that is being stored, or waits, is none of the older ones.
    const { installing, waiting } = self.registration;
    if (!installing && !waiting) event.waitUntil(removeOtherVersions());
  }
});
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const address = storedAddress(event.request);
  if (address !== null) event.respondWith(answer(event.request, address));
});
