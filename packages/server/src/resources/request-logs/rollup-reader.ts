import type { DataSource } from "typeorm";
import { type RequestFact, readFacts } from "./request-facts.js";
import { valuesOf } from "./rollup-cells.js";
import type { RollupChoice } from "./rollup-choice.js";
import { OTHER_VALUES } from "./rollup-folder.js";
import { mergeRow, type RollupRow } from "./rollup-store.js";
import type { CoveredPiece } from "./span-cover.js";
import type { Tally } from "./tally.js";

/** Which requests are wanted, of those that whole cells hold. */
export interface RollupQuestion {
  readonly workspaceId: string;
  /** A key's or campaign's id, an environment, or empty for all requests of the workspace. */
  readonly scope: string;
  readonly choice: RollupChoice;
  readonly pieces: readonly CoveredPiece[];
}

/** Gives the tally that requests of a value, and of a minute, hour or day, are added to. */
export type TallyFor = (value: string, startSeconds: number) => Tally;

type Row = Pick<
  RollupRow,
  "startSeconds" | "value" | "total" | "errors" | "sumMs" | "lastAt" | "sketch"
> & { readonly isDelta: unknown };

/**
 * Reads the roll-ups and the deltas that are not in them yet by one statement, so that a fold between two
 * readings can neither hide requests nor show them twice. False when some of the requests
 * were counted together with others' values, so that only the rows can tell.
 */
export class RollupReader {
  constructor(private readonly database: DataSource) {}

  async read(question: RollupQuestion, tallyFor: TallyFor): Promise<boolean> {
    const { choice } = question;
    if (question.pieces.length === 0) return true;
    for (const row of await this.rows(question)) {
      if (Number(row.isDelta) === 1) addFacts(question, readFacts(row.sketch), tallyFor);
      else if (choice.value !== null && row.value === OTHER_VALUES) return false;
      else if (choice.accepts(row.value)) {
        mergeRow(tallyFor(row.value, Number(row.startSeconds)), row);
      }
    }
    return true;
  }

  private rows({ workspaceId, scope, choice, pieces }: RollupQuestion): Promise<Row[]> {
    const { dimension, value } = choice;
    const selects = pieces.map(
      () =>
        `SELECT 0 AS isDelta, startSeconds, value, total, errors, sumMs, lastAt, sketch FROM request_rollups
         WHERE workspaceId = ? AND dimension = ? AND levelSeconds = ? AND scope = ?
         AND startSeconds >= ? AND startSeconds < ?${value === null ? "" : " AND value IN (?, ?)"}`,
    );
    const parameters = pieces.flatMap(({ levelSeconds, from, to }) => {
      const place = [workspaceId, dimension, levelSeconds, scope, from, to];
      return value === null ? place : [...place, value, OTHER_VALUES];
    });
    const pending =
      "SELECT 1, 0, '', 0, 0, 0, NULL, facts FROM request_log_deltas WHERE workspaceId = ?";
    return this.database.query([...selects, pending].join(" UNION ALL "), [
      ...parameters,
      workspaceId,
    ]);
  }
}

function addFacts(
  { scope, choice, pieces }: RollupQuestion,
  facts: readonly RequestFact[],
  tallyFor: TallyFor,
): void {
  for (const fact of facts) {
    const { startSeconds } = fact;
    if (!isInScope(fact, scope)) continue;
    if (!pieces.some(({ from, to }) => startSeconds >= from && startSeconds < to)) continue;
    for (const value of valuesOf(choice.dimension, fact)) {
      if (choice.accepts(value)) tallyFor(value, startSeconds).merge(fact.tally);
    }
  }
}

function isInScope(fact: RequestFact, scope: string): boolean {
  return [fact.apiKeyId, fact.campaignId, fact.environment, ""].includes(scope);
}
