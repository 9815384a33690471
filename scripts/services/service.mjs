/** A service that tests need and that answers: where it is, and how to give it back. */
export function found(value, where, stop = () => Promise.resolve()) {
  return { value, where, stop };
}

/** A service that is not there, with each place that was tried and what happened. */
export function missing(...reasons) {
  return { value: null, reasons, stop: () => Promise.resolve() };
}
