import path from "node:path";
import { filesUnder } from "../steps/files-under.mjs";
import { inRoot, root } from "../steps/root.mjs";

const OUTPUTS = /^(packages\/[^/]+|bench)\/(dist|dist-test|dist-types)\//;
const CATCH_ALL_FOLDER = /(^|\/)(utils?|helpers?|common|types)\//;
const INDEX_FILE = /(^|\/)index\.(ts|tsx|mjs|js)$/;
const THE_ONE_INDEX = "packages/shared/src/index.ts";

/** What stands in the wrong place: the rules about names that a linter, which reads contents, cannot see. */
export function layoutProblems() {
  return ["packages", "scripts", "bench"]
    .flatMap((folder) => filesUnder(inRoot(folder)))
    .map((file) => path.relative(root, file).split(path.sep).join("/"))
    .filter((file) => !OUTPUTS.test(file))
    .flatMap(problemsOf);
}

function problemsOf(file) {
  const problems = [];
  if (CATCH_ALL_FOLDER.test(file)) {
    problems.push(
      `${file}: name the folder after what its files are about, not utils, helpers, common or types`,
    );
  }
  if (INDEX_FILE.test(file) && file !== THE_ONE_INDEX) {
    problems.push(`${file}: import files by their names; only shared has an index`);
  }
  return problems;
}
