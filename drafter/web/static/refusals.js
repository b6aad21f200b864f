// What a question to the program may come to, besides an answer.

/** The program cannot be reached. *locked*: it is there, but does not know this page any more. */
export class Gone extends Error {
  constructor(locked = false) {
    super("gone");
    this.locked = locked;
  }
}

/** The program says no, in *problems*. *edited*: since somebody has edited the files. */
export class Refused extends Error {
  constructor(problems, edited = false) {
    super(problems.join(" "));
    this.problems = problems;
    this.edited = edited;
  }
}
