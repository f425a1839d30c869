// Keeps one whole version of the app on this computer.
//
// `cargo xtask finish-dist` puts one line in front of this file:
//   const BUILD = "<build id>", FILES = { "./index.html": "<SHA-256, hexadecimal>", … };
//
// - Install fetches every file past the HTTP cache and keeps them only if all have the digest of this build,
//   so a half-uploaded site never becomes a half-new app.
// - A newer version waits until it is told `{ type: "skip-waiting" }`; files of older versions go when it takes over.
// - Only the app's own page and files are answered from here; anything else goes its normal way.
// Addresses are relative to the scope: the app works at any path, and next to a second copy of itself.

const SCOPE = self.registration.scope;
const PREFIX = `muster ${SCOPE} `;
const CACHE = PREFIX + BUILD;
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

async function removeOtherVersions() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

function storedAddress(request) {
  const url = new URL(request.url);
  url.hash = "";
  url.search = "";
  if (request.mode === "navigate" && url.href === SCOPE) return INDEX;
  return ADDRESSES.has(url.href) ? url.href : null;
}

async function answer(request, address) {
  const cache = await caches.open(CACHE);
  return (await cache.match(address)) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(removeOtherVersions()));
self.addEventListener("message", (event) => {
  if (event.data?.type === "skip-waiting") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const address = storedAddress(event.request);
  if (address !== null) event.respondWith(answer(event.request, address));
});
