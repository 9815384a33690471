import { randomBytes } from "node:crypto";
import { serverDependency } from "./server-dependency.mjs";

/** Why scratch databases cannot be made on this server; null when they can, which is tried out. */
export async function mysqlRefusal(url) {
  let connection;
  try {
    const mysql = serverDependency("mysql2/promise");
    connection = await mysql.createConnection({ uri: url, connectTimeout: 3_000 });
    const name = `latchkey_probe_${randomBytes(6).toString("hex")}`;
    await connection.query(`CREATE DATABASE ${name}`);
    await connection.query(`DROP DATABASE ${name}`);
    return null;
  } catch (error) {
    return error.message || error.code;
  } finally {
    connection?.destroy();
  }
}
