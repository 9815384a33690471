import type { DataSource } from "typeorm";
import type { FirstComeLock } from "./first-come-lock.js";

/** How a database's connections are taken. */
export interface ConnectionFigures {
  readonly inUse: number;
  readonly free: number;
  /** Work that waits for one. */
  readonly waiting: number;
}

const places = new WeakMap<DataSource, FirstComeLock>();

/** Notes what a data source's connections are lent through. */
export function noteConnectionPlaces(dataSource: DataSource, lock: FirstComeLock): void {
  places.set(dataSource, lock);
}

/** A data source's connections as of now. */
export function connectionFigures(dataSource: DataSource): ConnectionFigures {
  return places.get(dataSource)?.figures ?? { inUse: 0, free: 0, waiting: 0 };
}
