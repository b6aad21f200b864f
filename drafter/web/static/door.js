// The way to the program: here, the server on this machine. Nothing else knows how it is reached.
import { Gone, Refused } from "./refusals.js";

const BEAT = 20_000; // milliseconds between two signs of life of an open page
const LARGEST = 1_000_000; // bytes of a message; the program hangs up on what is longer
const PATIENCE = 20_000; // milliseconds until an answer no longer comes

export { Gone, Refused };
export const LOST = "drafter does not answer. Go on writing: what you type is kept here, and saved as soon as it "
  + "is back. Is it still running in its window?";

const TOO_LONG = "This is too long for a letter, so it was not taken. It stays here as you wrote it: "
  + "write at most 20,000 characters.";

/** Return the reply to *message*. *last*: the page is being closed, and nobody waits for it. */
export async function ask(what, message, { last = false } = {}) {
  const body = JSON.stringify(message);
  if (new Blob([body]).size > LARGEST) throw new Refused([TOO_LONG]);
  let answer, told;
  try {
    answer = await fetch(`api/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      keepalive: last,
      signal: AbortSignal.timeout(PATIENCE),
    });
    told = [403, 413].includes(answer.status) ? {} : await answer.json();
  } catch {
    throw new Gone();
  }
  if (answer.ok) return told;
  if (answer.status === 403) throw new Gone(true);
  if (answer.status === 413) throw new Refused([TOO_LONG]);
  throw new Refused(told.problems ?? ["Something went wrong in drafter."], told.edited);
}

/** Return the address of the letter at *place* as a file of this *format*. */
export function fileUrl({ kind, interview, place, format, on = "" }) {
  return `api/file?${new URLSearchParams({ kind, interview, place, format, on })}`;
}

/** Tell the server while this page is open, so that it stops when nobody needs it. */
export function stayAlive() {
  const beat = () => ask("alive", {}).catch(() => {});
  setInterval(beat, BEAT);
  addEventListener("pageshow", beat);
  addEventListener("pagehide", () => navigator.sendBeacon("api/bye"));
}
