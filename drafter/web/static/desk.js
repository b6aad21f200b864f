// One letter on the screen: its form, the letter, and what to do with it.
import { html } from "./html.js";
import { Form, labelOf } from "./form.js";
import { goTo, LeftOut, Paper, Tabs } from "./paper.js";
import { ask, fileUrl, Gone, Refused } from "./door.js";
import { copy, COPIED, FLASH, NOT_COPIED, select } from "./copying.js";
import { day, reminderOn, span } from "./days.js";
import { address, overview } from "./start.js";

const SEVERITY = { blocker: "Please mend", major: "Worth a look", minor: "A small thing" };
const FORMATS = { txt: "as text", html: "as a web page", eml: "as a draft for your mail program" };

export function Desk({ letter, start, say }) {
  const { title, summary, interview_title: about, letter: isLetter } = letter.reply;
  const shared = { letter, say };
  return html`<main class="desk">
    <button type="button" class="skip" onClick=${seeLetter}>Skip to the letter</button>
    <header class="head">
      <h1 id="top" tabindex="-1">${title}</h1>
      <p class="soft">${about && html`<a href=${overview(letter.interview)}><bdi>${about}</bdi></a>. `}${summary}</p>
      <${GoOn} ...${{ letter, start }} />
    </header>
    <section class="questions" aria-labelledby="questions">
      <h2 id="questions">Your answers</h2>
      <p class="soft">Skip whatever you like: what is skipped leaves no trace.</p>
      <${Form} letter=${letter} />
      <button type="button" class="see" onClick=${seeLetter}>${isLetter ? "See the letter" : "See your notes"}</button>
    </section>
    <section class="side" aria-labelledby="the-letter">
      <div class="side-head"><h2 id="the-letter" tabindex="-1">${isLetter ? "The letter" : "Your notes"}</h2>
        <p class="kept">${keeps(letter)}</p>
        <button type="button" class="small" aria-disabled=${!letter.undos.length}
          onClick=${() => undo(letter, say)}>Undo</button></div>
      <${Tabs} letter=${letter} />
      <div id="draft" ...${letter.reply.drafts.length > 1 ? tabPanel(letter) : {}}>
        <${Paper} letter=${letter} />
      </div>
      <p class="hint print-no">${isLetter && "Touch a sentence to put it another way, or to leave it out."}</p>
      <${LeftOut} letter=${letter} />
      <${Problems} letter=${letter} />
      ${letter.reply.missing.length > 0 ? html`<${Missing} letter=${letter} />`
        : html`<${Copies} ...${shared} /><${Take} ...${shared} />`}
      <${Look} letter=${letter} />
      ${!isLetter && html`<p><a class="button" href="#/which${letter.interview && `/${encodeURI(letter.interview)}`}">
        Which letter now?</a></p>`}
    </section>
  </main>`;
}

const tabPanel = (letter) => ({
  role: "tabpanel",
  "aria-labelledby": `tab-${letter.reply.drafts.indexOf(letter.draft)}`,
});

function seeLetter() {
  const heading = document.getElementById("the-letter");
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}

function keeps(letter) {
  if (letter.gone) return "Kept in this page";
  if (!letter.isKept) return "Keeping …";
  if (letter.refused.size) return "Not all kept";
  return letter.interview ? "Kept" : "";
}

async function undo(letter, say) {
  if (!letter.undos.length) return;
  await letter.undo();
  say("Undone.");
}

/** Before the first answer: the interviews that this letter may be about. */
function GoOn({ letter, start }) {
  const known = start?.interviews ?? [];
  if (letter.interview || !known.length || letter.here.size) return null;
  return html`<div class="go-on"><p>Is it about an interview that drafter knows?</p>
    <p class="buttons">${known.slice(0, 4).map(({ id, title }) => html`<a class="button" key=${id}
      href=${address(letter.kind, id)}><bdi>${title}</bdi></a>`)}</p></div>`;
}

function Problems({ letter }) {
  const problems = letter.objections;
  if (!problems.length) return null;
  return html`<div class="doubt" role="alert">${problems.map((each) => html`<p>${each}</p>`)}</div>`;
}

function Missing({ letter }) {
  const some = letter.reply.missing.map((name) => letter.question(name)).filter(Boolean);
  return html`<div class="missing"><h3>Still needed</h3>
    <ul>${some.map((each) => html`<li key=${each.name}><button type="button" class="link"
      onClick=${() => goTo(letter, each.name, each.to)}>${labelOf(each)}</button></li>`)}</ul></div>`;
}

/** Return a message that begins with the name of a question, as the form calls that question. */
function spoken(letter, message) {
  return message.replace(/^\w+/, (name) => {
    const question = letter.question(name);
    return question ? `“${labelOf(question)}”` : name.replaceAll("_", " ");
  });
}

/** What to look at, and when to send it. */
function Look({ letter }) {
  const { draft, reply } = letter;
  const when = span(reply.send);
  return html`
    ${(draft.findings.length > 0 || reply.unsaid.length > 0) && html`<div class="findings">
      <h3>Before you send it</h3>
      <ul>${draft.findings.map(({ severity, message, words }) => html`<li key=${message + words}>
          <strong>${SEVERITY[severity] ?? severity}:</strong> ${words && html`<q>${words}</q>. `}${message}</li>`)}
        ${reply.unsaid.map((each) => html`<li key=${each}>${spoken(letter, each)}</li>`)}</ul></div>`}
    ${reply.letter && !letter.isSent && (when || reply.send.why) && html`<div class="when"><h3>When to send it</h3>
      <p>${when && html`<strong>${when}.</strong> `}${reply.send.why}</p></div>`}`;
}

// --- what to do with it -----------------------------------------------------------------------

function Copies({ letter, say }) {
  const { draft, reply } = letter;
  const copies = (what) => async () => {
    const { text, body, subject } = letter.draft;
    const shown = document.querySelector("#draft .letter");
    const copied = { letter: { text: text.replace(/\n+$/, ""), html: body }, subject: { text: subject } }[what];
    const worked = await copy(copied, shown);
    if (!worked) select(shown);
    flash(letter, worked && what);
    say(worked ? COPIED[what] : NOT_COPIED);
  };
  const words = (what, text) => (letter.copied === what ? "Copied" : text);
  return html`<p class="buttons copies">
    <button type="button" class="first" id="copy-letter" onClick=${copies("letter")}>
      ${words("letter", reply.letter ? "Copy letter" : "Copy")}</button>
    ${draft.subject && html`<button type="button" id="copy-subject" onClick=${copies("subject")}>
      ${words("subject", "Copy subject")}</button>`}
    ${reply.letter && draft.mailto && html`<a class="button" href=${draft.mailto}>Open in mail program</a>`}
  </p>`;
}

function Take({ letter, say }) {
  const { draft, reply } = letter;
  const place = reply.drafts.indexOf(draft);
  const remindOn = reminderOn(reply.send, reply.session.today);
  return html`<div class="take">
    <p class="buttons">
      <button type="button" class="small" onClick=${() => save(letter, say)}>Save</button>
      ${reply.letter && html`<button type="button" class="small" onClick=${() => markSent(letter, say)}>Mark as sent</button>`}
      ${reply.letter && remindOn && html`<a class="button small" download
        href=${fileUrl({ ...letter.id, place, format: "ics", on: remindOn })}
        onClick=${() => remind(letter, say, remindOn)}>Remind me</a>`}
    </p>
    <p class="downloads">Download ${Object.entries(FORMATS)
      .filter(([format]) => reply.letter || format !== "eml")
      .map(([format, words], at) => html`<span key=${format}>${at ? ", " : ""}<a download
        href=${fileUrl({ ...letter.id, place, format })}>${words}</a></span>`)}.</p>
    ${letter.saved && html`<p class="note">${letter.saved}</p>`}
    ${letter.edited && html`<div class="doubt"><p>${letter.edited}</p><p class="buttons">
      <button type="button" class="small" onClick=${() => save(letter, say, true)}>Replace them</button>
      <button type="button" class="small" onClick=${() => letter.look({ edited: "" })}>Leave them</button></p></div>`}
  </div>`;
}

/** Say what is downloaded, and of what it will remind. */
function remind(letter, say, on) {
  const { title, interview_title: about } = letter.reply;
  const saved = `Downloading ${letter.kind}.ics. Open it, and your calendar reminds you on the morning of `
    + `${day(on)}: Send: ${[title, about].filter(Boolean).join(", ")}.`;
  letter.look({ saved });
  say(saved);
}

function flash(letter, what) {
  clearTimeout(letter.flashing);
  letter.look({ copied: what });
  letter.flashing = setTimeout(() => letter.look({ copied: "" }), FLASH);
}

/** Do *act*, and show what the program has against it. */
async function attempt(letter, act) {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Gone) letter.lost(error);
    else if (!(error instanceof Refused)) throw error;
    else if (error.edited) letter.look({ edited: error.problems.join(" ") });
    else letter.look({ problems: error.problems });
    return null;
  }
}

async function save(letter, say, replace = false) {
  letter.look({ edited: "", saved: "" });
  const files = await attempt(letter, () => letter.save({ replace }));
  if (!files) return false;
  const saved = `Saved: ${files.join(", ")}`;
  letter.look({ saved });
  say(saved);
  return true;
}

async function markSent(letter, say) {
  // What goes out is what is saved; files that somebody has edited stay as they are.
  if (!(await save(letter, say)) && !letter.edited) return;
  const place = letter.reply.drafts.indexOf(letter.draft);
  let titles = new Map();
  const told = await attempt(letter, async () => {
    const { interviews, letters } = await ask("start", {});
    titles = new Map(letters.map((each) => [each.name, each.title]));
    const known = interviews.find(({ id }) => id === letter.interview);
    const some = known?.letters.filter(({ kind }) => kind === letter.kind) ?? [];
    return ask("sent", { ...letter.id, stem: some[place]?.stem ?? letter.kind });
  });
  if (!told) return;
  const due = told.due?.kind === letter.kind ? null : told.due;
  const when = due && (due.from > letter.reply.session.today ? `from ${day(due.from)}` : "now");
  const { drafts } = letter.reply;
  const which = drafts.length > 1 ? `the letter to ${letter.draft.to.join(", ")}` : "it";
  const saved = `Noted: ${which} was sent. ${due ? `Next, ${when}: ${titles.get(due.kind) ?? due.kind}. ${due.why}` : ""}`.trim();
  letter.look({ saved, edited: "", isSent: drafts.length < 2 });
  say(saved);
}
