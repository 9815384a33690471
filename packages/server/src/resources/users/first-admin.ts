import type { DataSource } from "typeorm";
import type { Clock } from "../../base/clock.js";
import { newId } from "../../database/new-id.js";
import { hashPassword } from "./password.js";
import { User } from "./user.entity.js";

/** Makes the first platform admin when there is no user at all; later starts change nobody. */
export async function ensureFirstAdmin(
  database: DataSource,
  clock: Clock,
  admin: { readonly email: string; readonly password: string },
): Promise<void> {
  const users = database.getRepository(User);
  if ((await users.count()) > 0) return;
  await users.insert({
    id: newId(),
    email: admin.email,
    name: "Admin",
    passwordHash: await hashPassword(admin.password),
    isPlatformAdmin: true,
    createdAt: clock.now(),
  });
}
