import { expect, test } from "@jest/globals";
import { csvText } from "../dist/csv.js";

test("a row is a line, and commas, quotes and line breaks stay inside their cell", () => {
  expect(
    csvText([
      ["Name", "Note"],
      ["a,b", 'says "hi"\nand goes'],
    ]),
  ).toBe('Name,Note\r\n"a,b","says ""hi""\nand goes"\r\n');
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\rx"])(
  "%j reaches a spreadsheet as text, not as a formula",
  (cell) => {
    expect(csvText([[cell]]).replace(/^"/, "")).toMatch(/^'/);
  },
);

test("an ordinary cell is left alone", () => {
  expect(csvText([["lk_live_abcd", "a-b", "3"]])).toBe("lk_live_abcd,a-b,3\r\n");
});
