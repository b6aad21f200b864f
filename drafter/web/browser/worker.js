// The program: Python in a worker of its own, so that the page never waits for it.
import { loadPyodide } from "../python/pyodide.mjs";
import { LOCK, SIZES } from "./parts.js";

const DRAFTS = "/drafter"; // the folder of the letters, and the name of the database that keeps them
const READS = new Set(["start", "which", "letters", "open", "file", "take"]); // they change nothing
const home = new URL("../python/", import.meta.url).href;

// Every byte that comes is counted, for the bar that shows it.
const whole = Object.values(SIZES).reduce((sum, each) => sum + each);
const { fetch } = self;
let come = 0;
self.fetch = async (...what) => {
  const answer = await fetch(...what);
  if (!answer.ok) throw new Error(`${answer.status} for ${answer.url}`);
  const count = (chunk, out) => {
    come += chunk.length;
    postMessage({ come: come / whole });
    out.enqueue(chunk);
  };
  return new Response(answer.body.pipeThrough(new TransformStream({ transform: count })), answer);
};

async function begin() {
  const packed = self.fetch(`${home}drafter.zip`).then((answer) => answer.arrayBuffer());
  const python = await loadPyodide({ indexURL: home, lockFileContents: LOCK, packageBaseUrl: home });
  python.unpackArchive(await packed, "zip");
  python.FS.mkdir(DRAFTS);
  python.FS.mount(python.FS.filesystems.IDBFS, {}, DRAFTS);
  const program = python.runPython(`
from datetime import date
from pathlib import Path
from drafter.web.alone import Alone
Alone(Path(${JSON.stringify(DRAFTS)}), date.today, language=${JSON.stringify(navigator.language)})
`);
  return { python, program };
}

const started = begin();

/** Fill the folder from the database, or the other way round. */
async function sync(fills) {
  const { python } = await started;
  await new Promise((done, failed) => {
    python.FS.syncfs(fills, (error) => (error ? failed(error) : done()));
  });
}

/** Answer from what is kept, and keep what has changed before it is told. */
async function answer(what, message) {
  const { program } = await started;
  let keeps = true;
  await sync(true).catch(() => (keeps = false)); // a window that keeps nothing, as browsers have them
  const told = JSON.parse(program.ask(what, JSON.stringify(message)));
  if (keeps && !READS.has(what)) await sync(false);
  return { ...told, keeps };
}

// One at a time, also where several pages are open on the same letters. A page that did not come
// by https has no locks.
let before = Promise.resolve();
const inTurn = (act) =>
  navigator.locks ? navigator.locks.request("drafter", act) : (before = before.then(act, act));

addEventListener("message", async ({ data: { id, what, message } }) => {
  try {
    postMessage({ id, ...(await inTurn(() => answer(what, message))) });
  } catch (error) {
    postMessage({ id, failed: String(error) });
  }
});

started.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ failed: String(error) }),
);
