// Checks the syntax of PowerShell scripts without PowerShell. It knows the
// grammar alone: names of cmdlets and parameters stay unproven. What only
// PowerShell 7 has (??, ternary, &&) is an error, as it is in 5.1. The grammar
// does not know lists of bare words (-Properties a, b) and a bare star, so those
// of commands are read in quotes, as which they are the same (about_Parsing).
import fs from "node:fs";
import { createRequire } from "node:module";
import { Language, Parser } from "web-tree-sitter";

await Parser.init();
const grammar = createRequire(import.meta.url).resolve("tree-sitter-powershell/tree-sitter-powershell.wasm");
const parser = new Parser();
parser.setLanguage(await Language.load(grammar));
let faults = 0;

function words(list) {
  return list.split(", ").map((word) => `'${word}'`).join(", ");
}

function quoted(line) {
  if (/^\s*(#|Write-Host|throw)/.test(line)) return line;
  const bare = /^(\s*)(?![A-Z][a-z]+-[A-Z])([A-Za-z][\w:\\-]*(?:, [A-Za-z][\w:\\-]*)*)(,?)( \|)?$/.exec(line); // a list that goes on
  if (bare) return bare[1] + words(bare[2]) + bare[3] + (bare[4] ?? "");
  return line.replace(/ -Filter \* /, " -Filter '*' ").replace(/((?:-|\b[A-Z][a-z]+-)[A-Za-z]+ )([A-Za-z][\w:\\-]*(?:, [A-Za-z][\w:\\-]*)+)(?=$|[\s,|)}])/g,
    (_, head, list) => head + words(list)).replace(/((?:-|\b[A-Z][a-z]+-)[A-Za-z]+ )([A-Za-z][\w:\\-]*)(?=,)/g, (_, head, list) => head + words(list));
}

function report(file, node) {
  if (node.type === "ERROR" || node.isMissing) {
    const { row, column } = node.startPosition;
    const what = node.isMissing ? `missing ${node.type}` : `syntax error near ${JSON.stringify(node.text.slice(0, 60))}`;
    console.log(`${file}:${row + 1}:${column + 1}: ${what}`);
    faults++;
    return;
  }
  if (node.hasError) node.children.forEach((child) => report(file, child));
}

for (const file of process.argv.slice(2)) {
  const source = fs.readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  const tree = parser.parse(source.split(/\r?\n/).map(quoted).join("\n"));
  report(file, tree.rootNode);
}
console.log(`${process.argv.length - 2} scripts, ${faults} faults`);
process.exit(faults > 0 || process.argv.length < 3 ? 1 : 0);
