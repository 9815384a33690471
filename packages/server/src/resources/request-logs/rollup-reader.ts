import type { DataSource } from "typeorm";
import { type RequestFact, readFacts } from "./request-facts.js";
import { DAY_SECONDS, OTHER_VALUES, valuesOf } from "./rollup-cells.js";
import type { RollupChoice } from "./rollup-choice.js";
import { mergeRow, type RollupRow } from "./rollup-store.js";
import type { CoveredPiece } from "./span-cover.js";
import { Tally, tallyAt } from "./tally.js";

/** Which requests are wanted, of those that whole cells hold. */
export interface RollupQuestion {
  readonly workspaceId: string;
  /** A key's or campaign's id, an environment, or empty for all requests of the workspace. */
  readonly scope: string;
  readonly choice: RollupChoice;
  readonly pieces: readonly CoveredPiece[];
  /** Of a dimension, only these values. */
  readonly values?: readonly string[];
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
    if (question.pieces.length === 0 || question.values?.length === 0) return true;
    for (const row of await this.rows(question)) {
      if (Number(row.isDelta) === 1) addFacts(question, readFacts(row.sketch), tallyFor);
      else if (choice.value !== null && row.value === OTHER_VALUES) return false;
      else if (choice.accepts(row.value)) {
        mergeRow(tallyFor(row.value, Number(row.startSeconds)), row);
      }
    }
    return true;
  }

  /** The values with the most requests, without reading their sketches: of thousands of values few are shown. */
  async topValues(question: RollupQuestion, count: number): Promise<string[]> {
    const totals = new Map<string, Tally>();
    const rows = await this.query(
      question,
      "0 AS isDelta, 0 AS startSeconds, value, SUM(total) AS total, 0 AS errors, 0 AS sumMs, NULL AS lastAt, '' AS sketch",
      " GROUP BY value",
    );
    for (const row of rows) {
      if (Number(row.isDelta) === 1) {
        addFacts(question, readFacts(row.sketch), (value) => tallyAt(totals, value));
      } else tallyAt(totals, row.value).total += Number(row.total);
    }
    return [...totals]
      .sort(([a, one], [b, other]) => other.total - one.total || (a < b ? -1 : 1))
      .slice(0, count)
      .map(([value]) => value);
  }

  /**
   * The first and the last day of the wanted requests, by where they begin; null when none has any, and
   * undefined when requests were counted together with others' values, so that only the rows can tell.
   */
  async firstAndLast(
    question: RollupQuestion,
  ): Promise<readonly [number, number] | null | undefined> {
    const { choice } = question;
    const starts: number[] = [];
    const rows = await this.query(
      question,
      "0 AS isDelta, MIN(startSeconds) AS startSeconds, value, 0 AS total, 0 AS errors, MAX(startSeconds) AS sumMs, NULL AS lastAt, '' AS sketch",
      " GROUP BY value",
    );
    for (const row of rows) {
      if (Number(row.isDelta) === 1) {
        addFacts(question, readFacts(row.sketch), (_value, startSeconds) => {
          starts.push(startSeconds - (startSeconds % DAY_SECONDS));
          return new Tally();
        });
      } else if (choice.value !== null && row.value === OTHER_VALUES) return undefined;
      else if (choice.accepts(row.value)) starts.push(Number(row.startSeconds), Number(row.sumMs));
    }
    return starts.length === 0 ? null : [Math.min(...starts), Math.max(...starts)];
  }

  private rows(question: RollupQuestion): Promise<Row[]> {
    return this.query(
      question,
      "0 AS isDelta, startSeconds, value, total, errors, sumMs, lastAt, sketch",
      "",
    );
  }

  private query(
    { workspaceId, scope, choice, pieces, values }: RollupQuestion,
    columns: string,
    grouping: string,
  ): Promise<Row[]> {
    const { dimension, value } = choice;
    const wanted = value === null ? values : [value, OTHER_VALUES];
    const isWanted = wanted ? ` AND value IN (${wanted.map(() => "?").join(", ")})` : "";
    const selects = pieces.map(
      () =>
        `SELECT ${columns} FROM request_rollups
         WHERE workspaceId = ? AND dimension = ? AND levelSeconds = ? AND scope = ?
         AND startSeconds >= ? AND startSeconds < ?${isWanted}${grouping}`,
    );
    const parameters = pieces.flatMap(({ levelSeconds, from, to }) => [
      ...[workspaceId, dimension, levelSeconds, scope, from, to],
      ...(wanted ?? []),
    ]);
    const pending =
      "SELECT 1, 0, '', 0, 0, 0, NULL, facts FROM request_log_deltas WHERE workspaceId = ?";
    return this.database.query([...selects, pending].join(" UNION ALL "), [
      ...parameters,
      workspaceId,
    ]);
  }
}

function addFacts(
  { scope, choice, pieces, values }: RollupQuestion,
  facts: readonly RequestFact[],
  tallyFor: TallyFor,
): void {
  for (const fact of facts) {
    const { startSeconds } = fact;
    if (!isInScope(fact, scope)) continue;
    if (!pieces.some(({ from, to }) => startSeconds >= from && startSeconds < to)) continue;
    for (const value of valuesOf(choice.dimension, fact)) {
      if (values && !values.includes(value)) continue;
      if (choice.accepts(value)) tallyFor(value, startSeconds).merge(fact.tally);
    }
  }
}

function isInScope(fact: RequestFact, scope: string): boolean {
  return [fact.apiKeyId, fact.campaignId, fact.environment, ""].includes(scope);
}
