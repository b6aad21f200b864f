// The page: which screen is shown, and what all of them share.
import { html, render } from "./html.js";
import { ask, Gone, LOST, stayAlive } from "./door.js";
import { Letter } from "./letter.js";
import { address, Start, Which } from "./start.js";
import { Desk } from "./desk.js";
import { Letters } from "./letters.js";

const root = document.getElementById("page");
const LOCKED = "This page has been open since before drafter was started again. What you type is kept "
  + "here; open the address that drafter shows now.";

let screen = null; // what is shown: a function that returns it
let start = null; // the program's newest reply to "start"
let letter = null; // the letter that is shown
let plan = null; // what was chosen for an interview that has no name yet
let turn = 0; // counts the screens, so that a slow one does not come after a quick one

function say(message) {
  const status = document.getElementById("said");
  status.textContent = "";
  // A moment later, so that a screen reader says it even if it is the same words again.
  setTimeout(() => (status.textContent = message), 60);
}

// A question above may get longer or come in between: the field that is being filled stays where it
// is. Browsers can do so themselves, but Safari does not.
function inPlace(act) {
  const field = document.activeElement?.closest(".field");
  const before = field?.getBoundingClientRect().top;
  act();
  if (field?.isConnected) scrollBy(0, field.getBoundingClientRect().top - before);
}

let isDrawing = false;
let isStale = false; // something has changed while it was being drawn

// A field that goes away while it has the focus is left, and that draws again: one after the other.
function draw() {
  isStale = true;
  if (!screen || isDrawing) return;
  isDrawing = true;
  try {
    while (isStale) {
      isStale = false;
      inPlace(drawHere);
    }
  } finally {
    isDrawing = false;
  }
}

function drawHere() {
  const error = letter?.gone ?? null;
  render(html`
    <div class="banner" role="status">${error && html`<p>${error.locked ? LOCKED : LOST}</p>`}</div>
    ${screen()}`, root);
}

const SCREENS = {
  async letter(kind, interview = "", to = "") {
    const shown = new Letter(kind, interview, {
      chosen: interview ? null : plan,
      heard: () => letter === shown && draw(),
      named: () => letter === shown && history.replaceState(null, "", address(kind, shown.interview)),
      say,
    });
    [start] = await Promise.all([ask("start", {}), shown.load()]);
    shown.turnTo(to);
    return {
      letter: shown,
      title: shown.reply.title,
      show: () => html`<${Desk} key=${turn} ...${{ letter: shown, start, say }} />`,
    };
  },
  async which(interview = "") {
    const chosen = {};
    let which;
    [start, which] = await Promise.all([ask("start", {}), ask("which", { chosen, interview })]);
    Object.assign(chosen, which.noted);
    const choose = async (name, choice) => {
      chosen[name] = choice;
      plan = interview ? null : chosen;
      draw();
      which = await ask("which", { chosen, interview });
      draw();
    };
    const show = () => html`<${Which} ...${{ which, chosen, choose, interview, start }} />`;
    return { title: "Which letter?", show };
  },
  async letters(interview) {
    let known;
    [start, known] = await Promise.all([ask("start", {}), ask("letters", { interview })]);
    const show = () => html`<${Letters} ...${{ known, start, say, draw }} />`;
    return { title: known.interview_title, show };
  },
  async start() {
    start = await ask("start", {});
    return { title: "What happened?", show: () => html`<${Start} start=${start} />` };
  },
};

/** Show the screen that the address names. */
async function go(isFirst = false) {
  const mine = (turn += 1);
  const [name, ...rest] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  letter?.close();
  let next;
  try {
    next = await (Object.hasOwn(SCREENS, name) ? SCREENS[name](...rest) : SCREENS.start());
  } catch (error) {
    next = failed(error);
  }
  if (mine !== turn) return;
  [screen, letter] = [next.show, next.letter ?? null];
  document.title = `${next.title} · drafter`;
  draw();
  letter?.flush();
  if (isFirst) return;
  scrollTo(0, 0);
  document.getElementById("top")?.focus({ preventScroll: true });
}

function failed(error) {
  if (error instanceof Gone && !error.locked) setTimeout(() => screen === show && go(), 2000);
  const told = error.problems ?? [error.locked ? LOCKED : LOST];
  const show = () => html`<main><h1 id="top" tabindex="-1">One moment</h1>
    ${told.map((each) => html`<p class="lead">${each}</p>`)}
    <p><a class="button" href="#/">To the beginning</a></p></main>`;
  if (!(error instanceof Gone) && !error.problems) throw error;
  return { title: "One moment", show };
}

async function refresh() {
  if (document.visibilityState !== "visible") {
    letter?.flush(); // a telephone may close the page without another word
    return;
  }
  if (letter) await letter.refresh();
  else if (screen && !location.hash.startsWith("#/which")) go(true);
}

addEventListener("hashchange", () => go());
addEventListener("focus", refresh);
addEventListener("pageshow", (event) => event.persisted && refresh());
document.addEventListener("visibilitychange", refresh);
addEventListener("pagehide", () => letter?.close());
stayAlive();
go(true);
