import { type DataSource, In, type QueryRunner } from "typeorm";
import { inTurns } from "../../base/in-turns.js";
import { isMysql } from "../../database/migrate.js";
import { SqliteQueryRunner } from "../../database/sqlite-query-runner.js";
import { addAuthFailures, NOBODY } from "./auth-failures.js";
import { addKeyNetworks } from "./key-networks.js";
import { type RequestFact, WorkspaceFacts } from "./request-facts.js";
import { RequestLogDelta } from "./request-log-delta.entity.js";
import {
  type Cell,
  type CellPlace,
  cellsOf,
  isUnbounded,
  OTHER_VALUES,
  placeKey,
  unboundedPlacesOf,
  type ValueBounds,
} from "./rollup-cells.js";
import {
  mergeRow,
  type RollupRow,
  readRollups,
  type WrittenRollup,
  writeRollups,
  writtenRollup,
} from "./rollup-store.js";

/** A fold costs by the roll-ups it changes, not by the rows: seldom is cheap, and readers count what waits. */
const FOLD_INTERVAL_MS = 10_000;
const DELTAS_PER_FOLD = 50;

/** The last run over each database: in one process a fold's sums hold only while no other one writes. */
const lastRuns = new WeakMap<DataSource, Promise<void>>();

/** What a fold adds to. Whoever reads it finds all of a fold there, or nothing. */
const ADDED_TO = ["request_rollups", "auth_failures", "api_key_networks"] as const;

/** Most values told apart in one hour or day, of those that callers choose. */
const VALUES_MAX = 200;

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

  /** Folds all deltas there are, once those are done who came before. */
  run(): Promise<void> {
    const before = lastRuns.get(this.database) ?? Promise.resolve();
    const run = before.then(() => this.foldAll());
    lastRuns.set(
      this.database,
      run.catch(() => undefined),
    );
    return run;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async foldAll(): Promise<void> {
    while (await this.foldSome());
  }

  /**
   * Folds the oldest deltas; returns whether there may be more. Replicas take turns from the reading on.
   * The embedded database has one connection for all, so there only the writing is a transaction; its
   * process folds one after the other.
   */
  private async foldSome(): Promise<boolean> {
    if (!(await this.hasDeltas())) return false;
    const runner = this.database.createQueryRunner();
    try {
      // Each reading sees what another replica folded just before, and no gaps are locked.
      if (isMysql(this.database)) await runner.startTransaction("READ COMMITTED");
      const deltas = await this.takeDeltas(runner);
      const sums: WorkspaceSum[] = [];
      for (const [workspaceId, facts] of await factsOf(deltas)) {
        sums.push({ workspaceId, facts, rollups: await this.sumUp(runner, workspaceId, facts) });
      }
      if (!runner.isTransactionActive) await runner.startTransaction();
      if (runner instanceof SqliteQueryRunner) runner.letOthersRead(ADDED_TO);
      for (const sum of sums) await write(runner, sum);
      await runner.manager.delete(RequestLogDelta, { id: In(deltas.map(({ id }) => id)) });
      await runner.commitTransaction();
      return deltas.length === this.deltasPerFold;
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

  /** What the facts of a workspace and its kept roll-ups come to. What nobody's keys did is in none. */
  private async sumUp(
    runner: QueryRunner,
    workspaceId: string,
    facts: readonly RequestFact[],
  ): Promise<WrittenRollup[]> {
    if (workspaceId === NOBODY) return [];
    const { valuesMax } = this;
    const places = unboundedPlacesOf(facts);
    const kept = await readRollups(runner, workspaceId, places);
    const isKnown = knownValues(kept.values());
    const cells = await cellsOf(facts, { isKnown, valuesMax });
    const areRead = new Set(places.map(placeKey));
    const others = cells.filter((cell) => !areRead.has(placeKey({ ...cell, value: "" })));
    for (const [key, row] of await readRollups(runner, workspaceId, others)) kept.set(key, row);

    const sums = new Map<string, Cell>();
    const room = this.roomPerPlace(kept);
    await inTurns(cells, (cell) => {
      const place = kept.has(placeKey(cell)) ? cell : room(cell);
      const key = placeKey(place);
      const sum = sums.get(key);
      if (sum) sum.tally.merge(cell.tally);
      else sums.set(key, { ...place, tally: cell.tally });
    });
    const rollups: WrittenRollup[] = [];
    await inTurns(sums, ([key, sum]) => {
      const before = kept.get(key);
      if (before) mergeRow(sum.tally, before);
      rollups.push(writtenRollup(workspaceId, sum));
    });
    return rollups;
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
      if (!isUnbounded(cell.dimension) || cell.value === OTHER_VALUES) return cell;
      return count(cell) <= this.valuesMax ? cell : { ...cell, value: OTHER_VALUES };
    };
  }
}

/** What a fold writes for one workspace. */
interface WorkspaceSum {
  readonly workspaceId: string;
  readonly facts: readonly RequestFact[];
  readonly rollups: readonly WrittenRollup[];
}

async function write(runner: QueryRunner, sum: WorkspaceSum): Promise<void> {
  const { workspaceId, facts, rollups } = sum;
  await addAuthFailures(runner, workspaceId, facts);
  if (workspaceId !== NOBODY) await addKeyNetworks(runner, workspaceId, facts);
  await writeRollups(runner, rollups);
}

/** What the deltas of each workspace come to: what several of them tell alike is one fact. */
async function factsOf(
  deltas: readonly RequestLogDelta[],
): Promise<Array<[workspaceId: string, facts: RequestFact[]]>> {
  const found = new WorkspaceFacts();
  await inTurns(deltas, ({ workspaceId, facts }) => found.of(workspaceId).addWritten(facts));
  return found.all();
}

function knownValues(rows: Iterable<CellPlace>): ValueBounds["isKnown"] {
  const known = new Map<string, Set<string>>();
  for (const { dimension, value } of rows) {
    const values = known.get(dimension);
    if (values) values.add(value);
    else known.set(dimension, new Set([value]));
  }
  return (dimension, value) => known.get(dimension)?.has(value) ?? false;
}
