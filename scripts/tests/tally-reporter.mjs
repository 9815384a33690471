import { sourceOf } from "./test-paths.mjs";

/** Counts jest's results and sends the count to the process that started jest, after each file. */
export default class TallyReporter {
  #tally = { passed: 0, failed: 0, skipped: 0, skippedIn: {}, running: [], isDone: false };

  onTestFileStart(test) {
    this.#tally.running.push(sourceOf(test.path));
    this.#send();
  }

  onTestFileResult(test, result) {
    const file = sourceOf(test.path);
    const skipped = result.numPendingTests + result.numTodoTests;
    // A file that cannot be loaded has no tests to count, and is one failure.
    const isBroken = result.numFailingTests === 0 && Boolean(result.failureMessage);
    this.#tally.passed += result.numPassingTests;
    this.#tally.failed += result.numFailingTests + (isBroken ? 1 : 0);
    this.#tally.skipped += skipped;
    if (skipped > 0) this.#tally.skippedIn[file] = skipped;
    this.#tally.running = this.#tally.running.filter((other) => other !== file);
    this.#send();
  }

  onRunComplete() {
    this.#tally.isDone = true;
    this.#send();
  }

  #send() {
    if (process.connected) process.send({ tally: this.#tally });
  }
}
