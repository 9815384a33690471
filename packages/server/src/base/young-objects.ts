import { setFlagsFromString } from "node:v8";

/**
 * Has V8 make every object among the young ones, which cost nothing once they are gone. Left alone it
 * makes those in its old space that have mostly outlived a collection. A burst of requests looks like
 * that while it is under way, and each object so made keeps its whole request for seconds
 * (docs/performance.md has what that costs).
 */
export function makeObjectsYoung(): void {
  setFlagsFromString("--no-allocation-site-pretenuring");
}
