import DataLoader from "dataloader";
import type { Actor } from "./actor.js";

/** One dataloader per request, found by its caller: a relation on a hundred rows costs one statement. */
export class CallerLoader<T extends { readonly id: string }> {
  private readonly loaders = new WeakMap<Actor, DataLoader<string, T | null>>();

  constructor(private readonly fetch: (actor: Actor, ids: readonly string[]) => Promise<T[]>) {}

  /** The row with this id as the caller may see it, or null. */
  load(actor: Actor, id: string): Promise<T | null> {
    let loader = this.loaders.get(actor);
    if (!loader) {
      loader = new DataLoader(async (ids: readonly string[]) => {
        const rows = new Map((await this.fetch(actor, ids)).map((row) => [row.id, row]));
        return ids.map((wanted) => rows.get(wanted) ?? null);
      });
      this.loaders.set(actor, loader);
    }
    return loader.load(id);
  }
}
