import { expect, test } from "@jest/globals";
import { readNewKeyRequest } from "../dist-types/features/api-keys/new-key-request.js";
import { searchGuides } from "../dist-types/features/docs/search-guides.js";
import { fillInIds } from "../dist-types/features/explorer/fill-in-ids.js";
import { operationAtCursor } from "../dist-types/features/explorer/operation-at-cursor.js";
import { readVariables } from "../dist-types/features/explorer/read-variables.js";
import type { Block } from "../dist-types/ui/markdown-tree.js";

test("the operation at the cursor is the nearest that begins above it", () => {
  const text = "# first\nquery A { a }\nfragment F on T { f }\nmutation B { b }";
  expect(operationAtCursor(text, 0)).toBe("A");
  expect(operationAtCursor(text, text.indexOf("f }"))).toBe("A");
  expect(operationAtCursor(text, text.length)).toBe("B");
  expect(operationAtCursor("query Alone { a }", 3)).toBeNull();
  expect(operationAtCursor("query A { a } query B {", 3)).toBeNull();
});

test("variables are one JSON object, or nothing", () => {
  expect(readVariables(" ")).toEqual({ variables: {} });
  expect(readVariables('{"id": null}')).toEqual({ variables: { id: null } });
  for (const text of ["[]", "null", "1", "{", '"x"']) {
    expect(readVariables(text)).toEqual({ problem: expect.any(String) });
  }
});

test("a word that stands for an id is filled in where there is one, and nothing else is", () => {
  const ids = { CAMPAIGN_ID: "c-1", LEAD_ID: undefined };
  expect(fillInIds('{"id": "CAMPAIGN_ID", "of": "LEAD_ID", "x": "A CAMPAIGN_ID"}', ids)).toBe(
    '{"id": "c-1", "of": "LEAD_ID", "x": "A CAMPAIGN_ID"}',
  );
});

test("an address asks for a new key with the scopes it names, and with none that there are not", () => {
  const read = (search: string) => readNewKeyRequest(new URLSearchParams(search));
  expect(read("search=x")).toBeNull();
  expect(read("create=1")).toEqual({ choice: "READ_ONLY", customScopes: [] });
  expect(read("create=1&scopes=leads:read,leads:own,logs:read")).toEqual({
    choice: "CUSTOM",
    customScopes: ["leads:read", "logs:read"],
  });
});

test("a search finds the sections with all its words, the heading that says them first", () => {
  const heading = (id: string): Block => ({ kind: "heading", depth: 2, id, title: id });
  const text = (words: string): Block => ({ kind: "paragraph", children: [words] });
  const guides = [
    {
      slug: "one",
      title: "One",
      blocks: [
        heading("Windows"),
        text("a lead costs a unit"),
        heading("type Lead"),
        text("somebody"),
      ],
    },
  ];
  const anchors = (search: string) => searchGuides(guides, search).map(({ anchor }) => anchor);
  expect(anchors("lead")).toEqual(["type Lead", "Windows"]);
  expect(anchors("LEAD unit")).toEqual(["Windows"]);
  expect(anchors("lead nothing")).toEqual([]);
  expect(anchors("  ")).toEqual([]);
});
