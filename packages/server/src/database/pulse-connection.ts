import mysql, { type Connection } from "mysql2";
import { sever } from "./sever.js";

/** A connection beside the pool, for asking whether the database answers at all. It is made when it is needed. */
export class PulseConnection {
  private connection: Connection | null = null;

  constructor(private readonly url: string) {}

  /** Resolves with the answer; fails when the database refuses, and settles late or never when it is silent. */
  ask(): Promise<void> {
    const connection = this.connection ?? this.connect();
    return new Promise((resolve, reject) => {
      connection.query("SELECT 1", (error) => {
        if (!error) return resolve();
        if (this.connection === connection) this.drop();
        reject(error);
      });
    });
  }

  /** Closes it without a word, since nobody may be listening; the next question goes over a new one. */
  drop(): void {
    if (this.connection) sever(this.connection);
    this.connection = null;
  }

  private connect(): Connection {
    const connection = mysql.createConnection({ uri: this.url });
    // Closed by the database while nothing was asked; without a listener that would end the process.
    connection.on("error", () => {
      if (this.connection === connection) this.drop();
    });
    this.connection = connection;
    return connection;
  }
}
