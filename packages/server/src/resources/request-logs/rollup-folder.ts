import { type DataSource, In, type QueryRunner } from "typeorm";
import { isMysql } from "../../database/migrate.js";
import { addAuthFailures, NOBODY } from "./auth-failures.js";
import { addKeyNetworks } from "./key-networks.js";
import { type RequestFact, readFacts } from "./request-facts.js";
import { RequestLogDelta } from "./request-log-delta.entity.js";
import { type Cell, type CellPlace, cellsOf, isUnbounded, placeKey } from "./rollup-cells.js";
import { mergeRow, type RollupRow, readRollups, writeRollups } from "./rollup-store.js";
import { type Tally, tallyAt } from "./tally.js";

/** A fold costs by the roll-ups it changes, not by the rows: seldom is cheap, and readers count what waits. */
const FOLD_INTERVAL_MS = 10_000;
const DELTAS_PER_FOLD = 500;

/** Most values told apart in one hour or day, of those that callers choose. */
const VALUES_MAX = 200;
/** What all further values are counted under together. */
export const OTHER_VALUES = "*";

/**
 * Adds the deltas to the roll-ups. A delta goes in the transaction that counts it, so that each row
 * is counted once however often a fold is cut off; the first row of the deltas' table is nobody's,
 * and a fold locks it, so that replicas fold one after the other. By the same transaction failed
 * authentications and the networks of keys are counted, which alerts are found by.
 */
export class RollupFolder {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;

  constructor(
    private readonly database: DataSource,
    private readonly onError: (error: unknown) => void,
    private readonly deltasPerFold = DELTAS_PER_FOLD,
    private readonly valuesMax = VALUES_MAX,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.running ??= this.run()
        .catch(this.onError)
        .finally(() => {
          this.running = null;
        });
    }, FOLD_INTERVAL_MS);
    this.timer.unref();
  }

  /** Folds all deltas there are. */
  async run(): Promise<void> {
    while ((await this.foldSome()) === this.deltasPerFold);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async foldSome(): Promise<number> {
    if (!(await this.hasDeltas())) return 0;
    const runner = this.database.createQueryRunner();
    try {
      // Each reading sees what another replica folded just before, and no gaps are locked.
      await runner.startTransaction("READ COMMITTED");
      const deltas = await this.takeDeltas(runner);
      for (const [workspaceId, facts] of factsByWorkspace(deltas)) {
        await addAuthFailures(runner, workspaceId, facts);
        // What nobody's keys did is in no roll-up.
        if (workspaceId === NOBODY) continue;
        await addKeyNetworks(runner, workspaceId, facts);
        await this.fold(runner, workspaceId, facts);
      }
      await runner.manager.delete(RequestLogDelta, { id: In(deltas.map(({ id }) => id)) });
      await runner.commitTransaction();
      return deltas.length;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** Asked without a lock, as there are none most of the time. */
  private async hasDeltas(): Promise<boolean> {
    const rows: unknown[] = await this.database.query(
      "SELECT id FROM request_log_deltas WHERE id > '0' LIMIT 1",
    );
    return rows.length > 0;
  }

  private async takeDeltas(runner: QueryRunner): Promise<RequestLogDelta[]> {
    const lock = isMysql(this.database) ? " FOR UPDATE" : "";
    const rows: RequestLogDelta[] = await runner.query(
      `SELECT id, workspaceId, facts FROM request_log_deltas ORDER BY id LIMIT ${this.deltasPerFold + 1}${lock}`,
    );
    return rows.filter(({ id }) => id !== "0");
  }

  private async fold(
    runner: QueryRunner,
    workspaceId: string,
    facts: readonly RequestFact[],
  ): Promise<void> {
    const cells = cellsOf(facts);
    const kept = await readRollups(runner, workspaceId, cells);
    const places = new Map<string, CellPlace>();
    const tallies = new Map<string, Tally>();
    const room = this.roomPerPlace(kept);
    for (const cell of cells) {
      const place = kept.has(placeKey(cell)) ? cell : room(cell);
      const key = placeKey(place);
      places.set(key, place);
      tallyAt(tallies, key).merge(cell.tally);
    }
    const sums: Cell[] = [...places].map(([key, place]) => {
      const tally = tallyAt(tallies, key);
      const before = kept.get(key);
      if (before) mergeRow(tally, before);
      return { ...place, tally };
    });
    await writeRollups(runner, workspaceId, sums);
  }

  /** Gives a new value its own place while there is room, and that of all others when there is none. */
  private roomPerPlace(kept: ReadonlyMap<string, RollupRow>): (cell: CellPlace) => CellPlace {
    const counts = new Map<string, number>();
    const count = (cell: CellPlace) => {
      const key = placeKey({ ...cell, value: "" });
      const next = (counts.get(key) ?? 0) + 1;
      counts.set(key, next);
      return next;
    };
    for (const row of kept.values()) count(row);
    return (cell) => {
      if (!isUnbounded(cell.dimension) || count(cell) <= this.valuesMax) return cell;
      return { ...cell, value: OTHER_VALUES };
    };
  }
}

function factsByWorkspace(deltas: readonly RequestLogDelta[]): Map<string, RequestFact[]> {
  const found = new Map<string, RequestFact[]>();
  for (const { workspaceId, facts } of deltas) {
    const known = found.get(workspaceId);
    if (known) known.push(...readFacts(facts));
    else found.set(workspaceId, readFacts(facts));
  }
  return found;
}
