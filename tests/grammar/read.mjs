// Reads letters, one JSON text a line, and prints what Harper finds in each, one JSON list a line.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const from = join(process.argv[2], "node_modules", "harper.js", "dist");
const { LocalLinter } = await import(pathToFileURL(join(from, "index.js")));
const { binaryInlined } = await import(pathToFileURL(join(from, "binaryInlined.js")));

const linter = new LocalLinter({ binary: binaryInlined });
await linter.setup();
for await (const line of createInterface({ input: process.stdin })) {
  const found = await linter.lint(JSON.parse(line), { language: "plaintext" });
  const rows = found.map((each) => ({
    kind: each.lint_kind(),
    message: each.message(),
    start: each.span().start,
    end: each.span().end,
    words: each.get_problem_text(),
  }));
  console.log(JSON.stringify(rows));
}
