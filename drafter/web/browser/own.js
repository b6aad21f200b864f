// What a page without a server has besides: its letters as files, to take away, to bring, to forget.
import { Refused, tell } from "./door.js";

const status = document.getElementById("own-status");

/** Let the browser save what the program made as a file. */
function offer({ name, content }) {
  const bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Do *act*, and say what came of it. */
async function attempt(act) {
  status.textContent = "One moment …";
  try {
    status.textContent = await act();
  } catch (error) {
    if (!(error instanceof Refused)) console.error(error);
    status.textContent = error.problems?.join(" ") ?? "This did not work. Load the page again, and try once more.";
  }
}

const show = () => dispatchEvent(new Event("focus")); // the page looks what there is now

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[download][href^="#file?"]');
  if (!link) return;
  event.preventDefault();
  const asked = Object.fromEntries(new URLSearchParams(link.hash.slice("#file?".length)));
  attempt(async () => offer(await tell("file", asked)));
});

document.getElementById("own-take").addEventListener("click", () =>
  attempt(async () => {
    offer(await tell("take", {}));
    return "Your letters are in drafter-letters.zip, among your downloads.";
  }));

document.getElementById("own-bring").addEventListener("change", ({ target }) =>
  attempt(async () => {
    const bytes = new Uint8Array(await target.files[0].arrayBuffer());
    target.value = "";
    let binary = "";
    for (const each of bytes) binary += String.fromCharCode(each);
    const { brought } = await tell("bring", { content: btoa(binary) });
    show();
    return brought.length ? `Brought: ${brought.join(", ")}.` : "All of these are here already.";
  }));

document.getElementById("own-forget").addEventListener("click", ({ target }) =>
  attempt(async () => {
    location.hash = "#/";
    await tell("forget", {});
    for (const store of [localStorage, sessionStorage]) {
      for (const name of Object.keys(store)) if (name.startsWith("drafter")) store.removeItem(name);
    }
    target.closest("details").open = false;
    show();
    return "Everything is forgotten.";
  }));
