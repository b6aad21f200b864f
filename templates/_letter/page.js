
"use strict";
(() => {
  const SAYS = {
    letter: "The letter is copied. Paste it into your email.",
    text: "The letter is copied as plain text. Paste it where you need it.",
    subject: "The subject is copied. Paste it into the subject line.",
  };
  let waiting = null; // what a button wants copied, while the browser asks for it

  // A copy by hand, of what somebody selected in a letter, is as bare as one by a button: without
  // this, the browser would take the fonts and colours of this page along.
  document.addEventListener("copy", (event) => {
    const selection = document.getSelection();
    const node = selection && selection.rangeCount ? selection.getRangeAt(0).commonAncestorContainer : null;
    const element = node && (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
    let copied = waiting;
    if (!copied && element && element.closest(".letter")) {
      const holder = document.implementation.createHTMLDocument("").createElement("div");
      holder.append(selection.getRangeAt(0).cloneContents());
      copied = { html: holder.innerHTML.trim(), text: selection.toString().trim() };
    }
    if (!copied) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", copied.text);
    if (copied.html) event.clipboardData.setData("text/html", copied.html);
  });

  function select(article) {
    document.getSelection().selectAllChildren(article.querySelector(".letter"));
  }

  // For browsers without the clipboard API, and those that refuse it.
  function copyTheOldWay(article, copied) {
    select(article); // WebKit copies nothing where nothing is selected
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

  async function copy(article, copied) {
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
      return copyTheOldWay(article, copied);
    }
  }

  function say(button, message, worked) {
    const status = button.closest("article").querySelector(".said");
    for (const other of document.querySelectorAll(".said")) other.textContent = "";
    // A moment later, so that a screen reader says it even if it is the same words again.
    setTimeout(() => { status.textContent = message; }, 60);
    if (!worked) return;
    const word = button.querySelector(".word");
    word.dataset.before ??= word.textContent;
    word.style.minWidth = `${word.offsetWidth}px`;
    word.textContent = "Copied";
    button.classList.add("done");
    clearTimeout(button.timer);
    button.timer = setTimeout(() => {
      word.textContent = word.dataset.before;
      button.classList.remove("done");
    }, 2500);
  }

  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const article = button.closest("article");
      const { subject, text, html } = article.dataset;
      const what = button.dataset.copy;
      const copied = { letter: { text, html }, text: { text }, subject: { text: subject } }[what];
      const worked = await copy(article, copied);
      if (!worked) select(article);
      say(button, worked ? SAYS[what] : "This browser did not let the page copy. The letter is "
        + "selected: press Ctrl+C, or Command+C on a Mac.", worked);
    });
  }
})();
