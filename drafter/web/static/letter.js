// One letter being filled: what was typed, what of it is kept, and what the program says to it.
import { ask, Gone, Refused } from "./door.js";

const PAUSE = 400; // milliseconds after the last key until an answer is sent
const CALM = 1200; // milliseconds after the last key until the field's doubts are shown
const AFTER = 250; // the same after leaving the field: not while a click is on its way
const MOST_UNDOS = 100;
const AGAIN = 2000; // milliseconds until the program is asked again when it was gone

export const SUBJECT = "subject";
export const keyOf = ({ name, to }) => `${name}\n${to ?? ""}`;
const keyOfChange = (change) =>
  change.sentence ? `sentence ${change.sentence}\n${change.to}` : keyOf({ name: change.answer, to: change.to });
const sentenceOf = (draft, name) => draft.sentences.find((each) => each.name === name);
const questionOf = ({ name, to }) => ({ answer: name, to });

export class Letter {
  /**
   * *chosen* is what led to it, kept with a new interview; null: nothing. *heard* is called when
   * something has changed, *named* when its interview has got a name.
   */
  constructor(kind, interview, { chosen = null, heard, named, say }) {
    Object.assign(this, { kind, interview, chosen, heard, named, say });
    this.reply = null;
    this.problems = [];
    this.gone = null; // the error, while the program cannot be reached
    this.here = new Map(); // what stands in fields and is not in the reply yet
    this.waiting = new Map(); // changes that are to be sent
    this.sending = new Map(); // changes on their way
    this.refused = new Map(); // changes that the program did not take, with its problems
    this.undos = [];
    this.focused = null; // the key of the field that is being filled
    this.held = null; // a field whose remarks wait until its typist pauses
    this.mentioned = new Set();
    // What of it is looked at: whose letter, the sentence whose wordings are open, whether with own
    // words, whether for all letters, the choices that are being said in own words.
    Object.assign(this, { place: 0, open: "", isOwn: false, inAll: false, own: new Set(), more: false });
  }

  // --- what there is -------------------------------------------------------------------------

  get id() {
    return { kind: this.kind, interview: this.interview };
  }

  get #led() {
    return this.chosen && !this.interview ? { chosen: this.chosen } : {};
  }

  get isKept() {
    return !this.waiting.size && !this.sending.size;
  }

  /** Return what the program has against what was said last, and against what it did not take. */
  get objections() {
    return [...new Set([...this.problems, ...[...this.refused.values()].flatMap(({ problems }) => problems)])];
  }

  typed(question) {
    return this.here.get(keyOf(question)) ?? question.typed;
  }

  /** Return what is said beneath the field: not another thing while somebody is typing in it. */
  remarks(question) {
    return this.held?.key === keyOf(question) ? this.held.remarks : question;
  }

  question(name, to) {
    const some = this.reply.questions.filter((each) => each.name === name);
    return some.find((each) => each.to === to) ?? some[0];
  }

  /** Return how the person put the sentence in *draft*; undefined: it stands there as it was. */
  way(sentence, draft = this.draft) {
    const { to = {}, ...every } = this.reply.session.answers.wording ?? {};
    const way = to[draft.to[0]]?.[sentence] ?? every[sentence];
    return typeof way === "number" ? sentenceOf(draft, sentence)?.chosen ?? way : way;
  }

  /** Return the letters of a panel that have this sentence; none where there is one letter alone. */
  letters(sentence) {
    const { drafts } = this.reply;
    return drafts.length > 1 ? drafts.filter((each) => sentence === SUBJECT || sentenceOf(each, sentence)) : [];
  }

  /** Look at the draft that goes to this person, if there is one. */
  turnTo(greeting) {
    this.place = Math.max(0, this.reply.drafts.findIndex(({ to }) => to.length === 1 && to[0] === greeting));
  }

  /** Return the draft that is looked at. */
  get draft() {
    return this.reply.drafts[this.place] ?? this.reply.drafts[0];
  }

  look(changes) {
    Object.assign(this, changes);
    this.heard();
  }

  /** Open the field for own words; a choice that *isChosen* makes room for them. */
  writeOwn(question, id, isChosen) {
    this.own.add(id);
    if (isChosen) this.choose(question, "");
    this.heard();
    document.getElementById(`${id}-own`)?.focus();
  }

  // --- what is told --------------------------------------------------------------------------

  async load() {
    const left = this.#stored(localStorage); // by a page that was closed before it was taken
    this.undos = this.#stored(sessionStorage);
    this.take(await ask("open", { ...this.id, ...this.#led }));
    for (const [key, change] of left) {
      this.waiting.set(key, change);
      if (change.answer) this.here.set(key, change.typed);
    }
    this.#store();
  }

  enter(question) {
    this.focused = keyOf(question);
    this.before = { ...questionOf(question), typed: this.typed(question) };
    this.#bringForward(question);
  }

  type(question, typed) {
    const key = keyOf(question);
    this.#bringForward(question);
    this.#hold(key, this.remarks(question), CALM);
    this.#change({ ...questionOf(question), typed });
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.flush(), PAUSE);
  }

  leave(question) {
    if (this.focused !== keyOf(question)) return;
    this.#noteTyping();
    this.focused = null;
    if (this.held) this.#hold(this.held.key, this.held.remarks, AFTER);
    this.flush();
    this.#settle();
  }

  /** Take *typed* as the whole answer at once, as a button or a choice does. */
  choose(question, typed, { settled = false } = {}) {
    const before = this.typed(question) || question.default || "";
    this.#noteUndo({ ...questionOf(question), typed: before });
    this.#bringForward(question);
    this.#change({ ...questionOf(question), typed, settled });
    return this.flush();
  }

  /**
   * Put one of our sentences another way: a number, "" for left out, own words, null: as it was.
   * Of a panel it is the letter that is looked at, or all that have this sentence.
   */
  put(sentence, way) {
    const panel = this.letters(sentence);
    const some = panel.length && !this.inAll ? [this.draft] : panel.length ? panel : [null];
    const change = (draft, how) => ({ sentence, way: how, to: draft?.to[0] ?? "" });
    this.#noteUndo(...some.map((draft) => change(draft, this.way(sentence, draft ?? this.draft) ?? null)));
    for (const draft of some) this.#change(change(draft, way));
    return this.flush();
  }

  undo() {
    for (const change of this.undos.pop() ?? []) this.#change(change);
    this.#storeUndos();
    return this.flush();
  }

  /** Note *changes* that together take back what is about to be done. */
  #noteUndo(...changes) {
    this.undos = [...this.undos, changes].slice(-MOST_UNDOS);
    this.#storeUndos();
  }

  /** Note how what has been typed in the field with the focus is taken back. */
  #noteTyping() {
    const { answer, to, typed } = this.before ?? {};
    if (!this.focused || this.typed({ name: answer, to, typed }) === typed) return;
    this.#noteUndo(this.before);
    this.before = { ...this.before, typed: this.typed({ name: answer, to, typed }) };
  }

  /** Show the letter of a panel in which the answer to *question* stands. */
  #bringForward({ to, only_to: only }) {
    const { drafts } = this.reply;
    const place = drafts.findIndex((each) => each.to.includes(to || only));
    if (place < 0 || place === drafts.indexOf(this.draft)) return;
    this.look({ place, open: "", isOwn: false, inAll: false });
  }

  #change(change) {
    const key = keyOfChange(change);
    if (change.answer) this.here.set(key, change.typed);
    this.refused.delete(key);
    this.waiting.delete(key); // what was changed last is taken last
    this.waiting.set(key, change);
    this.#store();
    this.heard();
  }

  #hold(key, remarks, long) {
    clearTimeout(this.held?.timer);
    const timer = setTimeout(() => {
      this.held = null;
      this.#settle();
      this.heard();
    }, long);
    this.held = { key, remarks, timer };
  }

  // --- to the program and back ---------------------------------------------------------------

  /** Send what is waiting; one thing at a time is on its way. */
  flush() {
    clearTimeout(this.pause);
    if (this.waiting.size) this.flight ??= this.#send().finally(() => (this.flight = null));
    return this.flight ?? Promise.resolve();
  }

  async #send() {
    while (this.waiting.size) {
      [this.sending, this.waiting] = [this.waiting, new Map()];
      this.heard();
      try {
        await this.#tell([...this.sending]);
      } catch (error) {
        this.waiting = new Map([...this.sending, ...this.waiting]);
        this.sending = new Map();
        if (!(error instanceof Gone)) throw error;
        this.lost(error);
        return;
      }
    }
  }

  /** Tell *changes*; where the program says no, one by one, so that it takes all that it can. */
  async #tell(changes) {
    try {
      const reply = await ask("say", { ...this.id, ...this.#led, changes: changes.map(([, change]) => change) });
      for (const [key] of changes) this.sending.delete(key);
      this.take(reply);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (changes.length > 1) {
        for (const each of changes) await this.#tell([each]);
        return;
      }
      const [[key, change]] = changes;
      this.sending.delete(key);
      if (!this.waiting.has(key)) this.refused.set(key, { change, problems: error.problems });
      this.gone = null;
      for (const problem of error.problems) this.say(problem);
      this.#store();
      this.heard();
    }
  }

  lost(error) {
    this.gone = error;
    clearTimeout(this.again);
    this.again = setTimeout(() => this.refresh(), AGAIN);
    this.heard();
  }

  #refused(error) {
    if (!(error instanceof Refused)) throw error;
    this.problems = error.problems;
    this.#store();
    this.heard();
  }

  /** Take *reply* as what there is now. */
  take(reply) {
    this.#store(true);
    const isFirst = !this.reply;
    this.reply = reply;
    this.problems = reply.problems;
    if (this.gone) this.say("drafter is back, and everything is kept.");
    this.gone = null;
    if (reply.interview !== this.interview) {
      this.#storeUndos([]); // they go with the letter to its new name
      this.interview = reply.interview;
      this.#storeUndos();
      this.named();
    }
    this.#store();
    this.#settle(isFirst);
    this.heard();
  }

  /** Look whether it was changed elsewhere: in another tab, or at the terminal. */
  async refresh() {
    if (!this.isKept) return this.flush();
    const known = this.reply;
    try {
      const reply = await ask("open", { ...this.id, ...this.#led });
      if (this.isKept && this.reply === known) this.take(reply);
    } catch (error) {
      if (error instanceof Gone) this.lost(error);
      else this.#refused(error);
    }
  }

  /** Write the letter's files; *replace* those that somebody has edited, too. */
  async save({ replace = false } = {}) {
    await this.flush();
    if (!this.isKept) throw new Gone();
    const reply = await ask("save", { ...this.id, replace });
    this.take(reply);
    return reply.files;
  }

  /** The page is being closed: send what is not sent yet. */
  close() {
    if (this.waiting.size && (this.interview || !this.flight)) {
      ask("say", { ...this.id, ...this.#led, changes: [...this.waiting.values()] }, { last: true }).then(
        () => {
          this.waiting = new Map();
          this.#store();
        },
        () => {},
      );
    }
    this.#noteTyping();
    clearTimeout(this.again);
  }

  /** Let the reply speak for each field that is at rest, and mention its doubts once. */
  #settle(quietly = false) {
    for (const key of this.here.keys()) {
      const isMoving = key === this.focused || this.waiting.has(key) || this.sending.has(key);
      if (!isMoving && !this.refused.has(key) && !this.problems.length) this.here.delete(key);
    }
    for (const question of this.reply?.questions ?? []) {
      const key = keyOf(question);
      if (key === this.focused || key === this.held?.key) continue;
      for (const { why } of question.doubts) {
        if (!quietly && !this.mentioned.has(key + why)) this.say(why);
        this.mentioned.add(key + why);
      }
    }
  }

  // --- what would be lost --------------------------------------------------------------------

  get #slot() {
    return `drafter ${this.kind} ${this.interview}`;
  }

  #store(forget = false) {
    const refused = [...this.refused].map(([key, { change }]) => [key, change]);
    this.#put(localStorage, forget ? [] : [...new Map([...refused, ...this.sending, ...this.waiting])]);
  }

  /** Keep what can be taken back for as long as this tab is there. */
  #storeUndos(undos = this.undos) {
    this.#put(sessionStorage, undos);
  }

  #put(store, some) {
    try {
      if (some.length) store.setItem(this.#slot, JSON.stringify(some));
      else store.removeItem(this.#slot);
    } catch {
      // A browser may forbid it; then only what the program has is kept.
    }
  }

  #stored(store) {
    try {
      return JSON.parse(store.getItem(this.#slot) ?? "[]");
    } catch {
      return [];
    }
  }
}
