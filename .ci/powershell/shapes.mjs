// Reads pairs of lines, an honest command and the same one with a hostile
// value, and fails when a PowerShell grammar does not see the same tree twice:
// the value has left its string, or the line has more than one command. The
// grammar does not know lists of bare words (-Properties a, b), so an error that
// the honest command has as well is none.
import fs from "node:fs";
import { createRequire } from "node:module";
import { Language, Parser } from "web-tree-sitter";

await Parser.init();
const grammar = createRequire(import.meta.url).resolve("tree-sitter-powershell/tree-sitter-powershell.wasm");
const parser = new Parser();
parser.setLanguage(await Language.load(grammar));

// The tree without what stands in strings.
function shape(node) {
  if (node.type === "verbatim_string_characters") return node.type;
  return `(${node.type}${node.hasError ? "!" : ""} ${node.childCount === 0 ? node.text : node.children.map(shape).join(" ")})`;
}

const lines = fs.readFileSync(process.argv[2], "utf8").trimEnd().split("\n");
let faults = lines.length % 2 === 0 && lines.length > 1 ? 0 : 1;
for (let i = 0; i + 1 < lines.length; i += 2) {
  const [honest, hostile] = [lines[i], lines[i + 1]].map((line) => shape(parser.parse(line).rootNode));
  if (honest !== hostile) {
    console.log(`${lines[i]}\n${lines[i + 1]}\n  ${honest}\n  ${hostile}`);
    faults++;
  }
}
console.log(`${lines.length / 2} pairs of commands, ${faults} faults`);
process.exit(faults > 0 ? 1 : 0);
