// Copies a letter as it would be typed in a mail program, with what there is to fall back on.

export const COPIED = {
  letter: "The letter is copied. Paste it into your email.",
  subject: "The subject is copied. Paste it into the subject line.",
};
export const NOT_COPIED = "This browser did not let the page copy. The letter is selected: "
  + "press Ctrl+C, or Command+C on a Mac.";
export const FLASH = 5000; // milliseconds for which a button says that it has copied

let waiting = null; // what a button wants copied, while the browser asks for it

// A copy by hand, of what somebody selected in a letter, is as bare as one by a button: without
// this, the browser would take the fonts and colours of this page along.
document.addEventListener("copy", (event) => {
  const selection = document.getSelection();
  const copied = waiting ?? bare(selection);
  if (!copied) return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", copied.text);
  if (copied.html) event.clipboardData.setData("text/html", copied.html);
});

/** Return what is selected in a letter as paragraphs alone; null: it is selected elsewhere. */
function bare(selection) {
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
  const node = range?.commonAncestorContainer;
  const element = node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement;
  if (!element?.closest(".letter")) return null;
  const chosen = range.cloneContents();
  for (const each of chosen.querySelectorAll(".ways")) each.remove();
  const paragraphs = [...chosen.children].some((each) => each.localName === "p")
    ? [...chosen.querySelectorAll("p")].map((each) => each.textContent)
    : [chosen.textContent];
  const page = document.implementation.createHTMLDocument("");
  for (const text of paragraphs) {
    const paragraph = page.body.appendChild(page.createElement("p"));
    const lines = text.trim().split("\n");
    lines.forEach((line, at) => paragraph.append(...(at ? [page.createElement("br")] : []), line));
  }
  return { html: page.body.innerHTML, text: paragraphs.map((each) => each.trim()).join("\n\n") };
}

/** Select the letter in *element*, to be copied by hand. */
export function select(element) {
  document.getSelection().selectAllChildren(element);
}

// For browsers without the clipboard API, and those that refuse it.
function copyTheOldWay(copied, element) {
  select(element); // WebKit copies nothing where nothing is selected
  waiting = copied;
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    waiting = null;
    document.getSelection().removeAllRanges();
  }
}

/** Copy *copied*, a text and perhaps its HTML; return whether it worked. *element* shows it. */
export async function copy(copied, element) {
  try {
    if (!copied.html) {
      await navigator.clipboard.writeText(copied.text);
    } else {
      const types = { "text/plain": copied.text, "text/html": copied.html };
      const blobs = Object.entries(types).map(([type, text]) => [type, new Blob([text], { type })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    }
    return true;
  } catch {
    return copyTheOldWay(copied, element);
  }
}
