/**
 * What to print after the run, and whether it failed. Last comes the count, alone on its line.
 * In CI everything is expected to be there: a missing service, and a file with skipped tests, fail.
 */
export function summarize({ passed, failed, skipped, skippedIn, problems }, services, isCi) {
  const gone = services.filter(({ value }) => value === null);
  const files = Object.entries(skippedIn);
  const failures = failed + problems.length + (isCi ? gone.length + files.length : 0);

  const lines = problems.map((problem) => `${problem}.`);
  if (gone.length + files.length > 0) {
    lines.push(isCi ? "Skipped, which is a failure in CI:" : "Skipped:");
    lines.push(...gone.map(({ name, reasons }) => `  no ${name}: ${reasons.join("; ")}`));
    lines.push(...files.map(([file, count]) => `  ${count} in ${file}`));
  }
  const count = `${passed} passed, ${failures} failed`;
  lines.push("", skipped > 0 ? `${count}, ${skipped} skipped` : count);
  return { text: lines.join("\n"), isFailure: failures > 0 };
}
