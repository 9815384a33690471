/** A step that did not work, with what its command printed; commands show it without a stack. */
export class StepFailure extends Error {
  constructor(message, output = "") {
    super(message);
    this.name = "StepFailure";
    this.output = output.trim();
  }
}

/** Prints a failure as a person needs it: the command's own words for a step, a stack only for a surprise. */
export function reportFailure(error) {
  if (!(error instanceof StepFailure)) return process.stderr.write(`${error?.stack ?? error}\n`);
  if (error.output) process.stderr.write(`${error.output}\n`);
  return process.stderr.write(`${error.message}\n`);
}
