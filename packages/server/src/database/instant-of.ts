/** When an id was made: UUIDv7 begins with the milliseconds since 1970. */
export function instantOf(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}
