import type { Example } from "./examples.js";

/** Where the documentation's programs send to; the console puts its own address in its place. */
const ENDPOINT = "http://127.0.0.1:4000/graphql";

/** An example's programs, each a whole one, with the language that a code block names. */
export function examplePrograms(example: Example): Array<{ language: string; program: string }> {
  return [
    { language: "sh", program: curl(example) },
    { language: "js", program: fetchProgram(example) },
    { language: "js", program: apolloProgram(example) },
    { language: "python", program: pythonProgram(example) },
  ];
}

function curl({ operation, variables }: Example): string {
  const query = operation.replace(/\s+/g, " ");
  return `# curl
curl -s ${ENDPOINT} \\
  -H 'content-type: application/json' \\
  -H "x-api-key: $LATCHKEY_API_KEY" \\
  -d '${JSON.stringify({ query, variables })}'`;
}

function fetchProgram({ operation, variables }: Example): string {
  return `// fetch
const response = await fetch("${ENDPOINT}", {
  method: "POST",
  headers: {
    "content-type": "application/json",
    "x-api-key": process.env.LATCHKEY_API_KEY,
  },
  body: JSON.stringify({
    query: \`${indented(operation, 6)}\`,${variables ? `\n    variables: ${literal(variables, 4)},` : ""}
  }),
});
const { data, errors } = await response.json();
if (errors) throw new Error(\`\${response.status} \${errors[0].message}\`);
console.log(JSON.stringify(data, null, 2));`;
}

function apolloProgram({ operation, variables }: Example): string {
  const isMutation = operation.startsWith("mutation");
  const verb = isMutation ? "mutate" : "query";
  return `// Apollo Client
import { ApolloClient, gql, HttpLink, InMemoryCache } from "@apollo/client";

const client = new ApolloClient({
  link: new HttpLink({
    uri: "${ENDPOINT}",
    headers: { "x-api-key": process.env.LATCHKEY_API_KEY },
  }),
  cache: new InMemoryCache(),
});
const { data } = await client.${verb}({
  ${isMutation ? "mutation" : "query"}: gql\`${indented(operation, 4)}\`,${variables ? `\n  variables: ${literal(variables, 2)},` : ""}
});
console.log(JSON.stringify(data, null, 2));`;
}

function pythonProgram({ operation, variables }: Example): string {
  return `# Python
import json
import os
import urllib.request

query = """${operation}"""
variables = ${pythonLiteral(variables ?? {})}
request = urllib.request.Request(
    "${ENDPOINT}",
    headers={
        "content-type": "application/json",
        "x-api-key": os.environ["LATCHKEY_API_KEY"],
    },
    data=json.dumps({"query": query, "variables": variables}).encode(),
)
with urllib.request.urlopen(request) as response:
    print(json.dumps(json.load(response)["data"], indent=2))`;
}

/** Every line but the first moved in, so that the text ends where its block began. */
function indented(text: string, by: number): string {
  return text
    .replace(/\n(?!\}$)/g, `\n${" ".repeat(by - 2)}`)
    .replace(/\n\}$/, `\n${" ".repeat(by - 2)}}`);
}

function literal(value: unknown, by: number): string {
  const text = JSON.stringify(value, null, 2).replace(/"(\w+)":/g, "$1:");
  return text.replaceAll("\n", `\n${" ".repeat(by)}`);
}

const PYTHON_WORDS = new Map<unknown, string>([
  [null, "None"],
  [true, "True"],
  [false, "False"],
]);

function pythonLiteral(value: unknown): string {
  const word = PYTHON_WORDS.get(value);
  if (word) return word;
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).map(
    ([name, inner]) => `${JSON.stringify(name)}: ${pythonLiteral(inner)}`,
  );
  return `{${pairs.join(", ")}}`;
}
