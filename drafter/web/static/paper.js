// The letter as it will be sent, alive: answers and sentences that can be touched.
import { html } from "./html.js";
import { fieldId, labelOf } from "./form.js";
import { SUBJECT } from "./letter.js";

/** Make *act* what a press on the element does, by mouse and by keyboard. */
const pressed = (act) => ({
  role: "button",
  tabindex: "0",
  onClick: act,
  onKeyDown: (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act(event);
  },
});

/** Bring the field of an answer into sight, and the focus into it. */
export function goTo(letter, name, to) {
  const question = letter.question(name, to ?? letter.draft.to[0] ?? "");
  const element = question && document.getElementById(fieldId(letter, question));
  if (!element) return;
  const folded = element.closest("details");
  if (folded) folded.open = true;
  const field = element.localName === "fieldset" ? element.querySelector("input:checked, input") : element;
  field.focus({ preventScroll: true });
  element.closest(".field").scrollIntoView({ block: "center" });
}

export function Paper({ letter }) {
  const { draft, reply } = letter;
  const open = sentenceOf(letter, letter.open);
  return html`<article class="paper" aria-label=${reply.letter ? "Letter" : "Notes"}>
    ${draft.subject && html`<div class="subject">
      <p><span class="label" aria-hidden="true">Subject</span>
        <span ...${pressed(() => toggle(letter, SUBJECT))} class="said-by-us" id="sentence-subject"
          aria-expanded=${letter.open === SUBJECT} aria-label="Subject: ${withoutGaps(draft.subject)}">
          <bdi><${Gaps} ...${{ letter, text: draft.subject }} /></bdi></span></p>
      ${letter.open === SUBJECT && html`<${Ways} ...${{ letter, sentence: open }} />`}
    </div>`}
    <div class="letter">${draft.paragraphs.map((pieces, at) => html`
      <${Paragraph} key=${at} ...${{ letter, pieces, open }} />`)}</div>
  </article>`;
}

function sentenceOf(letter, name) {
  if (name === SUBJECT) {
    const { subject } = letter.draft;
    return { name, text: subject, chosen: null, wordings: [], needed: true };
  }
  return letter.draft.sentences.find((each) => each.name === name);
}

/** Join the pieces of each sentence of ours. */
function sentencesIn(pieces) {
  const found = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (piece.sentence && last?.sentence === piece.sentence) last.pieces.push(piece);
    else found.push({ sentence: piece.sentence, pieces: [piece] });
  }
  return found;
}

function Paragraph({ letter, pieces, open }) {
  const parts = sentencesIn(pieces);
  const isHere = open && parts.some(({ sentence }) => sentence === open.name);
  const answers = pieces.filter((each) => each.answer && each.sentence === open?.name);
  return html`<p>${parts.map((part, at) => part.sentence
    ? html`<${Sentence} key=${part.sentence} ...${{ letter, ...part }} />`
    : html`<${Piece} key=${at} ...${{ letter, piece: part.pieces[0], isAlone: true }} />`)}</p>
    ${isHere && html`<${Ways} ...${{ letter, sentence: open, answers }} />`}`;
}

function Sentence({ letter, sentence, pieces }) {
  const isOpen = letter.open === sentence;
  return html`<span ...${pressed(() => toggle(letter, sentence))} id="sentence-${sentence}"
    class="said-by-us" aria-expanded=${isOpen}>${pieces.map((piece, at) => html`
      <${Piece} key=${at} ...${{ letter, piece }} />`)}</span>`;
}

const MISSING = /\[(\w+)\]/g; // how the program writes an answer that is still missing
const withoutGaps = (text) => text.replace(MISSING, "…");
const shortened = (text) => (text.length > 30 ? `${text.slice(0, 28)}…` : text.replace(/^\[\w+\]$/, "…"));

/** A text with a gap for each answer that is missing. */
function Gaps({ letter, text }) {
  return text.split(MISSING).map((part, at) => {
    if (at % 2 === 0) return part;
    if (!letter.reply.missing.includes(part)) return `[${part}]`;
    return html`<span class="gap" key=${part} onClick=${(event) => {
      event.stopPropagation();
      goTo(letter, part);
    }}></span>`;
  });
}

/** An answer, a gap where one is missing, or words of nobody's. */
function Piece({ letter, piece, isAlone = false }) {
  const { text, answer } = piece;
  if (!answer) return text;
  const isGap = text === `[${answer}]` && letter.reply.missing.includes(answer);
  const go = (event) => {
    event.stopPropagation();
    goTo(letter, answer);
  };
  const question = letter.question(answer);
  const touch = isAlone ? pressed(go) : { onClick: go };
  if (!isGap) return html`<span class="answer" ...${touch}>${text}</span>`;
  const label = question ? labelOf(question) : answer;
  return html`<span class="gap" ...${touch} title=${label}><span class="unseen">still to fill in: ${label}</span></span>`;
}

function toggle(letter, name) {
  const isOpen = letter.open === name;
  letter.look({ open: isOpen ? "" : name, isOwn: false, inAll: false });
  if (isOpen) return;
  const ways = document.getElementById("ways");
  ways?.querySelector("button")?.focus({ preventScroll: true });
  ways?.scrollIntoView({ block: "nearest" });
}

function close(letter) {
  const name = letter.open;
  letter.look({ open: "", isOwn: false, inAll: false });
  document.getElementById(`sentence-${name}`)?.focus();
}

/** The ways to put a sentence of ours. */
function Ways({ letter, sentence, answers = [] }) {
  const { name, wordings, chosen, needed, text } = sentence;
  const many = letter.letters(name).length;
  const put = (way) => letter.put(name, way);
  const leaveOut = async () => {
    const done = put("");
    letter.look({ open: "", inAll: false });
    await done;
    document.getElementById(`put-back-${name}`)?.focus();
  };
  const onKeyDown = (event) => event.key === "Escape" && close(letter);
  return html`<div class="ways" id="ways" role="group" aria-label="Ways to put it" onKeyDown=${onKeyDown}>
    ${wordings.length > 1 && html`<ul>${wordings.map((wording, at) => html`<li key=${at}>
      <button type="button" class="wording" aria-pressed=${chosen === at + 1}
        onClick=${() => put(at + 1)}>${withoutGaps(wording)}</button></li>`)}</ul>`}
    ${many > 1 && html`<label class="in-all">
      <input type="checkbox" checked=${letter.inAll}
        onChange=${(event) => letter.look({ inAll: event.currentTarget.checked })} />
      <span>${many === 2 ? "In both letters" : `In all ${many} letters`} that say it</span></label>`}
    ${letter.isOwn && html`<${OwnSentence} ...${{ letter, name, text }} />`}
    <p class="buttons">
      ${!letter.isOwn && html`<button type="button" class="small" onClick=${() => {
        letter.look({ isOwn: true });
        document.getElementById("own-sentence").focus();
      }}>Write my own</button>`}
      ${!needed && html`<button type="button" class="small" onClick=${leaveOut}>Leave it out</button>`}
      ${letter.way(name) !== undefined && html`<button type="button" class="small"
        onClick=${() => put(null)}>As it was</button>`}
      ${answers.map(({ answer, text }) => html`<button type="button" class="small" key=${answer}
        onClick=${() => goTo(letter, answer)}>Change “${shortened(text)}”</button>`)}
      <button type="button" class="small" onClick=${() => close(letter)}>Close</button>
    </p>
  </div>`;
}

function OwnSentence({ letter, name, text }) {
  const use = async () => {
    const own = document.getElementById("own-sentence").value.trim();
    if (own) await letter.put(name, own);
    if (!letter.objections.length) close(letter);
  };
  return html`<label for="own-sentence">In my own words</label>
    <textarea id="own-sentence" rows="2" spellcheck="true" autocapitalize="sentences"
      defaultValue=${text.replace(/\[(\w+)\]/g, "")} />
    <p><button type="button" class="small first" onClick=${use}>Use my words</button></p>`;
}

/** What was left out of the letter, to be put back. */
export function LeftOut({ letter }) {
  const gone = letter.draft.sentences.filter((each) => each.chosen === 0);
  if (!gone.length) return null;
  return html`<div class="left-out"><h3>Left out</h3>
    <ul>${gone.map(({ name, wordings, ours }) => html`<li key=${name}><span class="soft">${withoutGaps(wordings[ours - 1] ?? wordings[0])}</span>${" "}
      <button type="button" class="small" id="put-back-${name}" onClick=${async () => {
        await letter.put(name, null);
        document.getElementById(`sentence-${name}`)?.focus();
      }}>Put it back</button></li>`)}</ul></div>`;
}

/** Whose letter is looked at, where several people get one each. */
export function Tabs({ letter }) {
  const { drafts } = letter.reply;
  if (drafts.length < 2) return null;
  const place = drafts.indexOf(letter.draft);
  const turn = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (place + step + drafts.length) % drafts.length;
    letter.look({ place: next, open: "", inAll: false });
    document.getElementById(`tab-${next}`).focus();
  };
  return html`<div class="tabs" role="tablist" aria-label="Whose letter" onKeyDown=${turn}>
    ${drafts.map((each, at) => html`<button type="button" role="tab" key=${at} id="tab-${at}"
      aria-selected=${at === place} aria-controls="draft" tabindex=${at === place ? 0 : -1}
      onClick=${() => letter.look({ place: at, open: "", inAll: false })}><bdi>${each.to.join(", ") || "All"}</bdi></button>`)}
  </div>`;
}
