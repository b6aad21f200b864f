// The way to the program: here, Python in this browser. Nothing else knows how it is reached.
import { Gone, Refused } from "./refusals.js";

export { Gone, Refused };
export const LOST = "The program in this page could not be started. Go on writing: what you type is kept here, "
  + "and goes into the letter as soon as it is there. The first time, it needs the network.";

const AGAIN = 4000; // milliseconds until it is fetched once more
const SHOWN = "drafter, as shown, 2"; // where the browser keeps what was shown last

const loading = document.getElementById("loading");
let worker = null;
let isReady = false;
let number = 0;
const waiting = new Map(); // the questions that are not answered yet, by their numbers

// --- Python -------------------------------------------------------------------------------------

const MODULE = new URL("./worker.js", import.meta.url).href;

/**
 * Return an address of the worker by which it has the policy of this page, as one made from a blob
 * has, even if the host sends no headers. Later, offline.js gives it that policy: Firefox could not
 * load such a blob without a network.
 */
function inherited() {
  return URL.createObjectURL(new Blob([`import ${JSON.stringify(MODULE)};`], { type: "text/javascript" }));
}

function begin() {
  loading.hidden = false;
  worker = new Worker(navigator.serviceWorker?.controller ? MODULE : inherited(), { type: "module" });
  worker.addEventListener("message", ({ data }) => heard(data));
  worker.addEventListener("error", failed);
}

function heard({ id, come, ready, failed: error, ...told }) {
  if (come) progress(come);
  else if (ready) begun();
  else if (error && !id) failed(error);
  else {
    const { done, not } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error) not?.(new Refused([`This could not be kept in this browser, and stays as it is on the page. ${error}`]));
    else if (told.refused) not?.(new Refused(told.refused, told.edited));
    else done?.(told);
  }
}

function begun() {
  isReady = true;
  loading.hidden = true;
  dispatchEvent(new Event("focus")); // the page asks again for what it was told too early
  // A first letter is made ready, while the person still looks at the list of them.
  first.then((all) => tell("open", { kind: all.start.letters[0].name })).catch(() => {});
  navigator.serviceWorker?.register("offline.js").catch(() => {}); // without it, it needs the network
}

function failed(error) {
  console.error(error);
  worker.terminate();
  worker = null;
  isReady = false;
  for (const { not } of waiting.values()) not(new Gone());
  waiting.clear();
  loading.querySelector("label").textContent = "Not all of it came. It is fetched once more …";
  setTimeout(() => worker ?? begin(), AGAIN);
}

function progress(come) {
  loading.querySelector("progress").value = come;
}

/** Return what the program in the worker says. */
export function tell(what, message) {
  return new Promise((done, not) => {
    if (!worker) begin();
    waiting.set((number += 1), { done: ({ reply, keeps }) => done(noted(what, reply, keeps)), not });
    worker.postMessage({ id: number, what, message });
  });
}

// --- what the page asks -------------------------------------------------------------------------

/** Return the reply to *message*; until Python is there, what is known without it. */
export async function ask(what, message) {
  const reply = (isReady ? null : await early(what, message)) ?? (await tell(what, message));
  return what === "save" ? { ...reply, files: ["in this browser"] } : reply;
}

async function early(what, { kind, interview = "", chosen = {} }) {
  const shown = kept();
  if (what === "open" && shown.letter?.kind === kind && shown.letter.interview === interview) return shown.letter;
  if (what === "start" && shown.start) return shown.start;
  if (Object.keys(chosen).length || interview) return null;
  const all = await first;
  return what === "open" ? all?.open[kind] : all?.[what];
}

// Written when the site was made: the letters there are, each before any answer.
const first = fetch(new URL("./early.json", import.meta.url)).then((answer) => answer.json(), () => null);

/** Keep what is shown, for the next time before Python is there. */
function noted(what, reply, keeps) {
  const shown = kept();
  if (what === "start") {
    if (!keeps) reply.warnings.push("This browser keeps nothing when its window is closed. Take your letters with you.");
    shown.start = reply;
  }
  if (reply.session && reply.interview) shown.letter = { ...reply, kind: reply.session.kind };
  try {
    localStorage.setItem(SHOWN, JSON.stringify(shown));
  } catch {
    // A browser may forbid it; then the page waits for Python.
  }
  return reply;
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(SHOWN)) ?? {};
  } catch {
    return {};
  }
}

/** Return the address of the letter at *place* as a file; it is made when somebody follows it. */
export function fileUrl({ kind, interview, place, format, on = "" }) {
  return `#file?${new URLSearchParams({ kind, interview, place, format, on })}`;
}

/** Python needs no sign of life: it ends with the page. */
export function stayAlive() {
  begin();
}
