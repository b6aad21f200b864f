// All letters of one interview: how far each has come, and its words to copy.
import { html } from "./html.js";
import { copy, COPIED, FLASH, NOT_COPIED, select } from "./copying.js";
import { day } from "./days.js";
import { address } from "./start.js";


/** *known* is the program's reply to "letters", *start* that to "start". */
export function Letters({ known, start, say, draw }) {
  const { interview: id, interview_title: title, letters } = known;
  const row = start.interviews.find((each) => each.id === id);
  const titles = new Map(start.letters.map((each) => [each.name, each.title]));
  const unfinished = row?.unfinished ?? [];
  const saved = row?.letters ?? [];
  const begun = unfinished.filter((kind) => !saved.some((each) => each.kind === kind));
  const isThere = begun.length > 0 || saved.length > 0;
  return html`<main>
    <h1 id="top" tabindex="-1"><bdi>${title}</bdi></h1>
    <p class="lead">${row?.met_on && `${day(row.met_on)}. `}${isThere ? "All letters of this interview."
      : "There is no letter of this interview yet."}</p>
    <ul class="cards one">
      ${begun.map((kind) => html`<li class="card" key=${kind}>
        <h2><a href=${address(kind, id)}>${titles.get(kind) ?? kind}</a></h2>
        <p class="soft">Begun, and not saved yet.</p></li>`)}
      ${saved.map((each) => html`<${Saved} key=${each.stem} ...${{
        id, each, say, draw, isChanged: unfinished.includes(each.kind), words: letters.find(({ stem }) => stem === each.stem),
      }} />`)}
    </ul>
    <p class="buttons"><a class="button" href="#/which/${encodeURI(id)}">Which letter now?</a></p>
  </main>`;
}

/** A letter that was saved; *words* is what its files hold, if they are there. */
function Saved({ id, each, words, isChanged, ...shared }) {
  const { kind, title, to, stem, drafted, sent } = each;
  return html`<li class="card">
    <h2><a href=${address(kind, id, to)}>${title}</a><span class="soft"> to <bdi>${to}</bdi></span></h2>
    <p class="soft">${sent ? `Sent on ${day(sent)}.` : `Written on ${day(drafted)}, not sent yet.`}
      ${isChanged && " Changed since, and not saved again."}${!words && " Its files are not there any more."}</p>
    ${words && html`<details class="small"><summary>The letter<span class="unseen"> to ${to}</span></summary>
      <${Words} ...${{ stem, words, ...shared }} /></details>`}
  </li>`;
}

function Words({ stem, words, say, draw }) {
  const { subject, text, body } = words;
  const show = (what) => {
    words.copied = what;
    draw();
  };
  const label = (what, text) => (words.copied === what ? "Copied" : text);
  const copies = (what, copied) => async () => {
    const element = document.getElementById(`letter-${stem}`);
    const worked = await copy(copied, element);
    if (!worked) select(element);
    show(worked ? what : "");
    setTimeout(show, FLASH, "");
    say(worked ? COPIED[what] : NOT_COPIED);
  };
  const paragraphs = text.trim().split("\n\n");
  return html`${subject && html`<p><span class="soft">Subject: </span><bdi>${subject}</bdi></p>`}
    <div class="letter" id="letter-${stem}">${paragraphs.map((each, at) => html`<p key=${at}>${each}</p>`)}</div>
    <p class="buttons">
      <button type="button" class="small" onClick=${copies("letter", { text: text.trimEnd(), html: body })}>
        ${label("letter", "Copy letter")}</button>
      ${subject && html`<button type="button" class="small" onClick=${copies("subject", { text: subject })}>
        ${label("subject", "Copy subject")}</button>`}
    </p>`;
}
