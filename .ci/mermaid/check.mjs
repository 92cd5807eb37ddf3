// Parses Mermaid flowcharts with Mermaid itself, and demands that every node
// has words of its own: one without was only ever named by an arrow.
import fs from "node:fs";
import { JSDOM } from "jsdom";

// Labels are swept with DOMPurify, which wants a document.
globalThis.window = new JSDOM("").window;
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");

let faults = 0;

async function parsed(chart) {
  await mermaid.parse(chart); // it also loads the grammar
  return (await mermaid.mermaidAPI.getDiagramFromText(chart)).db;
}

function fault(file, what) {
  console.log(`${file}: ${what}`);
  faults++;
}

for (const wrong of ['flowchart TD\n  a --> end\n', 'flowchart TD\n  a["a "quoted" word"]\n', "no chart"]) {
  await parsed(wrong).then(() => fault("this parser", `takes ${JSON.stringify(wrong)}`), () => {});
}
for (const file of process.argv.slice(2)) {
  try {
    const chart = await parsed(fs.readFileSync(file, "utf8"));
    const nodes = [...chart.getVertices().values()];
    const bare = nodes.filter((node) => !node.text || node.text === node.id);
    if (nodes.length < 2 || bare.length) fault(file, `${nodes.length} nodes, without words: ${bare.map((node) => node.id)}`);
    console.log(`${file}: ${nodes.length} nodes, ${chart.getEdges().length} arrows`);
  } catch (error) {
    fault(file, error.message);
  }
}
process.exit(faults ? 1 : 0);
