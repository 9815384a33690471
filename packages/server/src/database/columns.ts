import { Column, PrimaryColumn } from "typeorm";

/** Length of a UUID's text; ids are UUIDv7, so that they sort by creation. */
const ID_LENGTH = 36;

/** The entity's id. */
export function IdColumn(): PropertyDecorator {
  return PrimaryColumn({ type: "varchar", length: ID_LENGTH });
}

/** Another entity's id. */
export function ReferenceColumn(options: { nullable?: boolean } = {}): PropertyDecorator {
  return Column({ type: "varchar", length: ID_LENGTH, ...options });
}

/** Text with a longest length in characters. */
export function TextColumn(
  length: number,
  options: { nullable?: boolean } = {},
): PropertyDecorator {
  return Column({ type: "varchar", length, ...options });
}

/** A UTC instant with milliseconds. */
export function InstantColumn(options: { nullable?: boolean } = {}): PropertyDecorator {
  return Column({ type: "datetime", precision: 3, ...options });
}

/** A SHA-256 sized digest, as raw bytes. */
export function DigestColumn(): PropertyDecorator {
  // "binary" is MySQL's; the SQLite driver is taught the word in data-source.ts.
  return Column({ type: "binary", length: 32 });
}
