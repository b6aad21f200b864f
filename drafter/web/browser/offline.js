// Keeps the site for days without a network. A new version is fetched whole beside the old one, and
// taken when no page of the old one is open any more: never in the middle of a letter.
const VERSION = "";
const FILES = [];
const POLICY = "";
const OURS = `drafter ${registration.scope} `; // a host may hold other sites, with stores of their own
const NAME = `${OURS}${VERSION}`;

addEventListener("install", (event) => event.waitUntil(fetchAll()));
addEventListener("activate", (event) => event.waitUntil(dropOld()));
addEventListener("fetch", (event) => event.respondWith(answer(event.request)));

async function fetchAll() {
  const store = await caches.open(NAME);
  await store.addAll(FILES.map((name) => new Request(name, { cache: "no-cache" })));
}

async function dropOld() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function answer(request) {
  const store = await caches.open(NAME);
  const kept = await store.match(request, { ignoreSearch: true });
  if (kept) return request.destination === "worker" ? sealed(kept) : kept;
  if (request.mode === "navigate") return (await store.match("./")) ?? fetch(request);
  return new URL(request.url).origin === location.origin ? fetch(request) : Response.error();
}

/** Give a worker the policy of its page, which it has not from a host that sends no headers. */
function sealed(kept) {
  const headers = new Headers(kept.headers);
  headers.set("Content-Security-Policy", POLICY);
  return new Response(kept.body, { headers });
}
