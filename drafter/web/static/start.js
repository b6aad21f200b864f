// The first screen: what there is to go on with, a way to choose, the letters by their names.
import { html } from "./html.js";
import { day } from "./days.js";

export const address = (kind, interview = "", to = "") =>
  [...["#/letter", kind, interview].filter(Boolean).map(encodeURI), ...(to ? [encodeURIComponent(to)] : [])].join("/");

/** Return where all letters of an interview are listed. */
export const overview = (interview) => `#/letters/${encodeURI(interview)}`;

const small = (title) => title.charAt(0).toLowerCase() + title.slice(1);
const INTERVIEWS_SHOWN = 6; // interviews before the rest is folded
const UNFINISHED_SHOWN = 4; // letters of one interview; its own page has them all

/** *start* is the program's reply to "start". */
export function Start({ start }) {
  const { letters, interviews, today } = start;
  const titles = new Map(letters.map((each) => [each.name, each.title]));
  const shown = (some) =>
    some.map((each) => html`<${Interview} key=${each.id} ...${{ each, titles, letters, today }} />`);
  return html`<main>
    <h1 id="top" tabindex="-1">What happened?</h1>
    <p class="lead">You had an interview, and you owe somebody an email. A few short answers, and it is
      written. Skip whatever you like.</p>
    ${start.warnings?.length > 0 && html`<ul class="doubt">${start.warnings.map((each) => html`
      <li key=${each}>${each}</li>`)}</ul>`}
    ${interviews.length > 0 && html`<section aria-labelledby="go-on">
      <h2 id="go-on">Go on</h2>
      <ul class="cards">${shown(interviews.slice(0, INTERVIEWS_SHOWN))}</ul>
      ${interviews.length > INTERVIEWS_SHOWN && html`<details class="more">
        <summary>Older interviews</summary>
        <ul class="cards">${shown(interviews.slice(INTERVIEWS_SHOWN))}</ul>
      </details>`}
    </section>`}
    <section aria-labelledby="new">
      <h2 id="new">${interviews.length ? "Something new" : "Where to begin"}</h2>
      <div class="pair">
        <a class="card" href="#/which"><strong>Help me choose</strong>
          <span>A few short questions, and the letter that fits, with the reason.</span></a>
        <a class="card" href=${address("debrief")}><strong>Write it all down first</strong>
          <span>Ten minutes after a hard one: what went well first, for nobody’s eyes but yours.</span></a>
      </div>
    </section>
    <section aria-labelledby="letters">
      <h2 id="letters">Or take the letter by its name</h2>
      <ul class="list">${letters.filter((each) => each.letter).map((each) => html`<li key=${each.name}>
        <a href=${address(each.name)}>${each.title}</a><span>${each.summary}</span></li>`)}
      </ul>
    </section>
  </main>`;
}

function Interview({ each, titles, letters, today }) {
  const { id, title, due } = each;
  const unfinished = each.unfinished.slice(0, UNFINISHED_SHOWN);
  const name = due && small(titles.get(due.kind) ?? due.kind);
  const rest = letters.filter(({ name }) => !unfinished.includes(name) && name !== due?.kind);
  return html`<li class="card">
    <h3><a href=${overview(id)}><bdi>${title}</bdi></a></h3>
    ${each.met_on && html`<p class="soft">${day(each.met_on)}</p>`}
    ${each.letters.length > 0 && html`<ul class="plain">${each.letters.map((letter) => html`
      <li key=${letter.stem}><a href=${address(letter.kind, id, letter.to)}>${letter.title}</a>
        <span class="soft"> to <bdi>${letter.to}</bdi>, ${letter.sent
          ? `sent on ${day(letter.sent)}` : "not sent yet"}</span></li>`)}</ul>`}
    ${unfinished.length > 0 && html`<p class="buttons">${unfinished.map((kind, at) => html`<a key=${kind}
      class=${at ? "button" : "button first"} href=${address(kind, id)}>Go on with the
      ${" "}${small(titles.get(kind) ?? kind)}</a>`)}</p>`}
    ${due && !unfinished.includes(due.kind) && html`<p><a class=${unfinished.length || due.from > today ? "button" : "button first"}
      href=${address(due.kind, id)}>${due.drafted ? "Open" : "Write"} the ${name}</a></p>
      <p class="soft">${due.from && `From ${day(due.from)}. `}${due.why}</p>`}
    <details class="small"><summary>Another letter<span class="unseen"> about ${title}</span></summary>
      <ul class="plain">${rest.map(({ name, title }) => html`
        <li key=${name}><a href=${address(name, id)}>${title}</a></li>`)}</ul>
    </details>
  </li>`;
}

/** *which* is the program's reply to "which" with the *chosen* answers; *choose* takes one more. */
export function Which({ which, chosen, choose, interview, start }) {
  const titles = new Map(start.letters.map((each) => [each.name, each.title]));
  const { letter, why, against } = which.proposed;
  const title = (name) => titles.get(name) ?? name;
  const due = which.plan.filter((mail) => !mail.follows);
  const heading = due.map((mail, at) => (at ? small(title(mail.letter)) : title(mail.letter))).join(", then ");
  const turns = which.turns.filter((turn) => !turn.needless);
  const answered = turns.some((turn) => chosen[turn.name]?.length);
  const first = which.plan[0]?.letter ?? letter;
  const take = ({ name, several }, choice) => {
    const before = chosen[name] ?? [];
    if (!several) return choose(name, choice);
    return choose(name, before.includes(choice) ? before.filter((each) => each !== choice) : [...before, choice]);
  };
  return html`<main>
    <h1 id="top" tabindex="-1">Which letter?</h1>
    <p class="lead">Answer what you can; the proposal changes with it.</p>
    <div class="choose"><form class="turns" onSubmit=${(event) => event.preventDefault()}>
      ${turns.map((turn) => html`<fieldset key=${turn.name}><legend>${turn.ask}</legend>
        <div class="radios">${turn.choices.map((choice) => html`<label key=${choice} class="radio">
          <input type=${turn.several ? "checkbox" : "radio"} name=${turn.name} value=${choice}
            checked=${turn.several ? chosen[turn.name]?.includes(choice) ?? false : chosen[turn.name] === choice}
            onChange=${() => take(turn, choice)} /><span>${choice}</span></label>`)}</div>
      </fieldset>`)}
    </form>
    ${answered ? html`<section class="proposed" aria-labelledby="proposed">
      <h2 id="proposed">${heading || title(first)}</h2>
      <p><a class="button first" href=${address(first, interview)}>Write the ${small(title(first))}</a></p>
      <p>${why}</p>
      ${against && html`<p class="soft">${against}</p>`}
      <h3>${which.plan.length > 1 ? "The plan, in this order" : "The plan"}</h3>
      <ol>${which.plan.map((mail) => html`<li key=${mail.letter}>
        <p>${mail.follows && "Later, perhaps: "}<a href=${address(mail.letter, interview)}>${title(mail.letter)}</a>${mail.letter !== "recruiter" && html`, to
          ${" "}<bdi>${mail.to}</bdi>`}.${" "}${mail.letter === letter && mail.why.startsWith(why)
            ? mail.why.slice(why.length) : mail.why}</p>
        <p class="soft">${mail.when}</p></li>`)}</ol>
    </section>` : html`<p class="proposed soft">What to write, and why, will stand here.</p>`}</div>
  </main>`;
}
