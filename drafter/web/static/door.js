// The way to the program: here, the server on this machine. Nothing else knows how it is reached.
import { Gone, Refused } from "./refusals.js";

const BEAT = 20_000; // milliseconds between two signs of life of an open page
const PATIENCE = 20_000; // milliseconds until an answer no longer comes

export { Gone, Refused };
export const LOST = "drafter does not answer. Go on writing: what you type is kept here, and saved as soon as it "
  + "is back. Is it still running in its window?";

/** Return the reply to *message*. *last*: the page is being closed, and nobody waits for it. */
export async function ask(what, message, { last = false } = {}) {
  let answer, told;
  try {
    answer = await fetch(`api/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(message),
      keepalive: last,
      signal: AbortSignal.timeout(PATIENCE),
    });
    told = answer.status === 403 ? {} : await answer.json();
  } catch {
    throw new Gone();
  }
  if (answer.ok) return told;
  if (answer.status === 403) throw new Gone(true);
  throw new Refused(told.problems ?? ["Something went wrong in drafter."], told.edited);
}

/** Return the address of the letter at *place* as a file of this *format*. */
export function fileUrl({ kind, interview, place, format }) {
  return `api/file?${new URLSearchParams({ kind, interview, place, format })}`;
}

/** Tell the server while this page is open, so that it stops when nobody needs it. */
export function stayAlive() {
  const beat = () => ask("alive", {}).catch(() => {});
  setInterval(beat, BEAT);
  addEventListener("pageshow", beat);
  addEventListener("pagehide", () => navigator.sendBeacon("api/bye"));
}
