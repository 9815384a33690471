import { expect, test } from "@jest/globals";
import { exportPath } from "../dist-types/api/export-path.js";
import { leadFilter, readLeadView, writeLeadView } from "../dist-types/features/leads/lead-view.js";

test("the view of the leads is in the address, and what the address does not know is not said", () => {
  for (const search of [
    "",
    "text=ada&campaign=c-1&status=won&list=l-1&order=name-desc&after=cursor",
    "order=changed",
  ]) {
    const written = new URLSearchParams(writeLeadView(readLeadView(new URLSearchParams(search))));
    expect(written.toString()).toBe(search);
  }
  const view = readLeadView(new URLSearchParams("status=paid&order=size&colour=red"));
  expect(writeLeadView(view)).toEqual({});
});

test("one character narrows nothing, and the export is asked for under the same filter", () => {
  const filter = (search: string) => leadFilter(readLeadView(new URLSearchParams(search)));
  expect(filter("text=a&order=name")).toEqual({});
  expect(filter("text=+ad+&status=new")).toEqual({ text: "ad", status: "NEW" });
  expect(exportPath("leads", "json", filter("text=ad&list=l-1"))).toBe(
    "/exports/leads.json?text=ad&listId=l-1",
  );
});
