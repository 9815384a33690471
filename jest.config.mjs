/** jest runs what `tsc -b` compiled, as ES modules; `npm test` (scripts/test.mjs) starts it. */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/packages", "<rootDir>/bench"],
  testMatch: [
    "<rootDir>/packages/*/dist-test/**/*.test.js",
    "<rootDir>/bench/dist-test/**/*.test.js",
  ],
  // Build outputs and installed packages repeat package names; jest's module map wants each once.
  modulePathIgnorePatterns: [
    "/node_modules/",
    "<rootDir>/(packages/[^/]+|bench)/(dist|dist-types)/",
  ],
  moduleFileExtensions: ["js", "mjs", "json"],
  transform: {},
  injectGlobals: false,
  watchman: false,
  reporters: ["default", "<rootDir>/scripts/tests/tally-reporter.mjs"],
  testTimeout: 60_000,
  maxWorkers: 2,
};
