/** Why a file as a whole cannot be imported, in a sentence for the person who chose it. */
export class CsvProblem extends Error {}
