import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ALL_SCOPES, RESOURCES, scopeInfo } from "@latchkey/shared";
import { readFieldRules } from "../dist/admission/field-rules.js";
import { EXAMPLES } from "../dist/reference/examples.js";
import { createSchema } from "../dist/schema.js";
import { exampleSections } from "./testkit/example-sections.js";
import { runProgram } from "./testkit/run-program.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const SECTIONS = exampleSections();
const hasPython = spawnSync("python3", ["--version"]).status === 0 || process.env["CI"] === "true";

test("every resource with data behind it has an example of each thing it can do", () => {
  const rules = [...readFieldRules(createSchema(null))];
  const offered = ALL_SCOPES.filter(
    (scope) =>
      "isData" in RESOURCES[scopeInfo(scope).resource] &&
      rules.some(([name, rule]) => /^(Query|Mutation)\./.test(name) && rule.scopes.includes(scope)),
  );
  const shown = new Set(SECTIONS.flatMap(({ scopes }) => scopes));
  expect(offered.filter((scope) => !shown.has(scope))).toEqual([]);
  expect(SECTIONS.map(({ title }) => title)).toEqual(EXAMPLES.map(({ title }) => title));
});

describe("the documentation's examples", () => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let ids: Record<string, string>;
  const keys = new Map<string, TestKey>();

  beforeAll(async () => {
    server = await TestServer.start("sqlite");
    workspace = await TestWorkspace.create(server);
    const [lead] = await workspace.insertLeads(1);
    if (!lead) throw new Error("There is no lead");
    const conversation = await workspace.insertConversation(lead, 2);
    ids = {
      CAMPAIGN_ID: workspace.campaigns[0].id,
      LEAD_ID: lead.id,
      LIST_ID: await workspace.createList(),
      CONVERSATION_ID: conversation.id,
    };
    for (const { title, scopes } of SECTIONS) {
      // A key has at least one scope.
      keys.set(title, await workspace.createKey(scopes.length > 0 ? scopes : ["lists:read"]));
    }
  });
  afterAll(() => server.stop());

  /** As a reader would paste it, with their own address, key and ids. */
  async function run(title: string, language: string, text: string) {
    let program = text.replaceAll("http://127.0.0.1:4000", server.url);
    for (const [word, id] of Object.entries(ids)) program = program.replaceAll(word, id);
    return runProgram(language, program, {
      LATCHKEY_API_KEY: keys.get(title)?.secret ?? "",
    });
  }

  const programs = SECTIONS.flatMap(({ title, programs }) =>
    programs.map((program) => ({
      title,
      language: program.language,
      text: program.text,
      name: program.text.slice(0, program.text.indexOf("\n")).replace(/^\W+/, ""),
    })),
  );

  test("each is there for curl, fetch, Apollo Client and Python", () => {
    for (const { title } of SECTIONS) {
      const names = programs.filter((program) => program.title === title).map(({ name }) => name);
      expect([title, names]).toEqual([title, ["curl", "fetch", "Apollo Client", "Python"]]);
    }
  });

  if (!hasPython) test.skip("the Python programs: python3 was not found", () => {});
  const isFound = ({ language }: { language: string }) => hasPython || language !== "python";
  test.each(programs.filter(isFound))(
    "$title, in $name, answers with nothing but the scopes it names",
    async ({ title, language, text }) => {
      const { code, output, complaints } = await run(title, language, text);
      expect([code, complaints]).toEqual([0, ""]);
      const answer = JSON.parse(output);
      const data = language === "sh" ? answer.data : answer;
      expect(answer.errors).toBeUndefined();
      for (const value of Object.values(data)) expect(value).toEqual(expect.any(Object));
    },
  );
});
