/** A server that runs and can be asked for leads; several ports and processes where it has replicas. */
export interface Contender {
  readonly ports: readonly number[];
  readonly pids: readonly number[];
  /** The keys to come with, in turn; empty where it asks for none. */
  readonly keys: readonly string[];
  stop(): Promise<void>;
}
