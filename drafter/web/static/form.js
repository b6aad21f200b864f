// The questions of a letter as fields of a form.
import { html } from "./html.js";
import { keyOf } from "./letter.js";
import { day, isDay } from "./days.js";

const BLANK = "____";
const LONG = 38; // characters of an example from which its field has room for more than one line

/** Return the id of the field for *question*; whom it is about is counted. */
export function fieldId(letter, { name, to }) {
  const people = [...new Set(letter.reply.questions.map((each) => each.to))];
  return to ? `answer-${name}-${people.indexOf(to)}` : `answer-${name}`;
}

// What nearly every letter asks; the same words mean the same in all of them.
const ASKED = {
  people: "Whom do you write to?",
  met_on: "Which day was it?",
  me: "What is your name?",
  contact: "A number or an address, under your name?",
};

/** Return what a question is called: what it asks, or its sentence up to the blank. */
export function labelOf({ name, ask, before, after, sentence }) {
  if (ask || name in ASKED) return ask || ASKED[name];
  if (!before && !after) return sentence;
  const said = before.replace(/\s*\n\s*/g, " ").trimStart();
  if (/: *$/.test(said)) return said.replace(/( \(\d+\))?: *$/, ""); // a heading of notes
  return said.split(" ").length > 2 ? `${said}…` : `${said}…${after}`;
}

export function Form({ letter }) {
  const { questions } = letter.reply;
  const first = questions.filter((each) => !each.later);
  const later = questions.filter((each) => each.later);
  return html`<form class="form" autocomplete="off" onSubmit=${(event) => event.preventDefault()}>
    <${Groups} letter=${letter} questions=${first} />
    ${later.length > 0 && html`<details class="more" open=${letter.more}
        onToggle=${(event) => (letter.more = event.currentTarget.open)}>
      <summary>More, if you like</summary>
      <p class="soft">All of these may stay as they are.</p>
      <${Groups} letter=${letter} questions=${later} />
    </details>`}
  </form>`;
}

/** The questions about one person stand together, where each person gets a letter. */
function Groups({ letter, questions }) {
  const groups = [];
  const isOneLetter = letter.reply.drafts.length < 2;
  const about = ({ to }) => (isOneLetter ? "" : to);
  for (const question of questions) {
    const last = groups.at(-1);
    if (last && about(last[0]) === about(question)) last.push(question);
    else groups.push([question]);
  }
  return groups.map((some) => {
    const fields = some.map((each) => html`<${Field} key=${keyOf(each)} ...${{ letter, question: each }} />`);
    if (!about(some[0])) return html`<div class="group" key=${some[0].name}>${fields}</div>`;
    return html`<fieldset class="group person" key=${keyOf(some[0])}>
      <legend>For <bdi>${some[0].to}</bdi></legend>${fields}</fieldset>`;
  });
}

const CONTROLS = {
  name: Line, people: Line, date: Line, words: Words, story: Story, list: Story,
  choice: Choice, yes: Choice,
};

function Field({ letter, question }) {
  const id = fieldId(letter, question);
  const { notes, doubts } = letter.remarks(question);
  const isSome = question.type === "list" && question.choices.length > 0;
  const isChoice = isSome || CONTROLS[question.type] === Choice;
  const about = [
    hasSentence(question) && `${id}-sentence`,
    question.hint && `${id}-hint`,
    question.only_to && `${id}-only`,
    question.example && !isChoice && `${id}-example`,
    (notes.length > 0 || doubts.length > 0) && `${id}-remarks`,
  ].filter(Boolean);
  const Control = isSome ? Checks : CONTROLS[question.type];
  const label = html`${labelOf(question)}${question.needed && html` <span class="needed">needed</span>`}`;
  const shared = { letter, question, id, about: about.join(" ") || undefined, label };
  const help = html`<${Help} ...${{ id, question, isChoice, suggest: suggestion(letter, question) }} />
    <${Remarks} ...${{ letter, question, id, notes, doubts }} />`;
  if (isChoice) return html`<fieldset class="field" id=${id} aria-describedby=${shared.about}
    tabindex="-1"><legend>${label}</legend><${Control} ...${shared} />${help}</fieldset>`;
  return html`<div class="field"><label for=${id}>${label}</label><${Control} ...${shared} />${help}</div>`;
}

/** Whether its sentence says more than its label. */
const hasSentence = ({ name, ask, sentence, after }) =>
  sentence.includes(BLANK) && Boolean(ask || name in ASKED || after.trim().length > 1);

function suggestion(letter, question) {
  const { suggested } = question;
  if (!suggested || letter.typed(question)) return null;
  return html`<p class="offer">You noted: <q>${day(suggested)}</q>
    <button type="button" class="small" onClick=${() => letter.choose(question, suggested)}>Use it</button></p>`;
}

/** What stands beneath a field: its sentence with a gap, a hint, an example. */
function Help({ id, question, isChoice, suggest }) {
  const { sentence, hint, example, only_to: only } = question;
  const [before, ...after] = sentence.split(BLANK);
  return html`${suggest}
    ${hasSentence(question) && html`<p class="sentence" id="${id}-sentence">${before}<span class="gap">
      <span class="unseen">blank</span></span>${after.join(BLANK)}</p>`}
    ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${only && html`<p class="hint" id="${id}-only">Of these letters, it stands in the one to
      ${" "}<bdi>${only}</bdi>${" "}alone: a panel compares what it gets.</p>`}
    ${example && !isChoice && html`<p class="hint" id="${id}-example">For example: ${example.replace(/\n/g, "; ")}</p>`}`;
}

/** What the program says to an answer, with a button for each way out. */
function Remarks({ letter, question, id, notes, doubts }) {
  const date = question.type === "date" && isDay(question.value) && letter.typed(question) !== question.value
    ? [`${day(question.value)}.`] : [];
  const told = [...notes, ...(doubts.length ? [] : date)];
  const alone = doubts.length === 1;
  const take = (typed, settled) => letter.choose(question, typed, { settled });
  return html`<div id="${id}-remarks" class="remarks">
    ${told.map((note) => html`<p class="note" key=${note}>${note}</p>`)}
    ${doubts.map(({ why, offers, must }) => html`<div class="doubt" key=${why}><p>${why}</p>
      <p class="buttons">${offers.map((offer) => html`<button type="button" class="small" key=${offer}
          onClick=${() => take(offer, alone)}>${offer}</button>`)}
        ${!must && html`<button type="button" class="small"
          onClick=${() => take(letter.typed(question), true)}>Keep it as I wrote it</button>`}</p></div>`)}
  </div>`;
}

// --- the fields -------------------------------------------------------------------------------

const CAPITALS = { name: "words", people: "words", date: "none", story: "sentences", list: "sentences" };

function shared({ letter, question, id, about }) {
  const { name, type, needed, before } = question;
  return {
    id,
    name,
    value: letter.typed(question),
    "aria-required": needed ? "true" : undefined,
    spellcheck: "true",
    autocapitalize: name === "email" ? "none" : CAPITALS[type] ?? (before ? "none" : "sentences"),
    autocomplete: name === "me" ? "name" : "off",
    "aria-describedby": about,
    "aria-invalid": letter.remarks(question).doubts.some((each) => each.must) ? "true" : undefined,
    onFocus: () => letter.enter(question),
    onInput: (event) => letter.type(question, event.currentTarget.value),
    onBlur: () => letter.leave(question),
  };
}

function Line(field) {
  const inputmode = field.question.name === "email" ? "email" : undefined;
  return html`<input type="text" inputmode=${inputmode} ...${shared(field)} />`;
}

/** A field of several lines that grows with what is written in it. */
function Story(field) {
  const grow = (element) => {
    if (!element || CSS.supports("field-sizing", "content")) return;
    while (element.scrollHeight > element.clientHeight && element.rows < 40) element.rows += 1;
  };
  const { question, id } = field;
  const oneEach = question.type === "list" ? html`<p class="hint" id="${id}-lines">One on each line.</p>` : null;
  return html`${oneEach}<textarea rows=${field.least ?? 3} ref=${grow} ...${shared(field)} />`;
}

function Words(field) {
  return field.question.example.length > LONG ? Story({ ...field, least: 2 }) : Line(field);
}

/** Choices as radio buttons, each with what the letter says then; perhaps one's own words. */
function Choice({ letter, question, id, label }) {
  const { choices, own_words: mayOwn, needed } = question;
  const fallback = question.default;
  const typed = letter.typed(question) || fallback || "";
  const isListed = choices.some((each) => each.value === typed);
  const isOwn = mayOwn && (letter.own.has(id) || (typed && !isListed));
  const pick = (value) => {
    letter.own.delete(id);
    letter.choose(question, value);
  };
  const radio = (value, words, sentence) => html`<label class="radio" key=${value}>
    <input type="radio" name=${id} value=${value} checked=${!isOwn && typed === value}
      onChange=${() => pick(value)} />
    <span>${words}${sentence && html`<span class="says">${sentence}</span>`}</span></label>`;
  return html`<div class="radios">
    ${choices.map(({ value, sentence }) => radio(value, value, sentence))}
    ${!fallback && !needed && radio("", "Leave it open")}
    ${mayOwn && html`<label class="radio"><input type="radio" name=${id} checked=${isOwn}
      onChange=${() => letter.writeOwn(question, id, isListed)} /><span>In my own words</span></label>`}
    ${isOwn && html`<label class="unseen" for="${id}-own">In my own words: ${label}</label>
      <${OwnWords} ...${{ letter, question, id }} />`}
  </div>`;
}

/** Choices of which several may be true as checkboxes, and a line for one's own words. */
function Checks({ letter, question, id, label }) {
  const lines = letter.typed(question).split("\n").filter(Boolean);
  const listed = question.choices.map((each) => each.value);
  const own = lines.filter((each) => !listed.includes(each));
  const take = (value) =>
    letter.choose(question, [...listed.filter((each) => lines.includes(each) !== (each === value)), ...own].join("\n"));
  return html`<div class="radios">
    ${listed.map((value) => html`<label class="radio" key=${value}>
      <input type="checkbox" name=${id} value=${value} checked=${lines.includes(value)}
        onChange=${() => take(value)} /><span>${value}</span></label>`)}
    ${question.own_words && html`<label for="${id}-own">In my own words<span class="unseen">: ${label}</span></label>
      <input type="text" id="${id}-own" value=${own.join("; ")} aria-describedby="${id}-hint"
        onChange=${(event) => letter.choose(question, [...listed.filter((each) => lines.includes(each)),
          event.currentTarget.value].join("\n").trim())} />`}
  </div>`;
}

/** They stay one's own also where they begin like a choice, or are for a moment the same. */
function OwnWords({ letter, question, id }) {
  const field = shared({ letter, question, id: `${id}-own`, about: `${id}-hint` });
  const enter = (event) => {
    letter.own.add(id);
    field.onFocus(event);
  };
  const leave = () => {
    letter.leave(question);
    if (!letter.typed(question).trim() && question.default) letter.choose(question, question.default);
  };
  return html`<textarea rows="2" ...${field} value=${letter.typed(question)} onFocus=${enter} onBlur=${leave} />`;
}
