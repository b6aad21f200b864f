// Keeps the site for days without a network. A new version is fetched whole beside the old one, and
// taken when no page of the old one is open any more: never in the middle of a letter.
const VERSION = "";
const FILES = [];
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
  if (kept) return kept;
  if (request.mode === "navigate") return (await store.match("./")) ?? fetch(request);
  return new URL(request.url).origin === location.origin ? fetch(request) : Response.error();
}
