import { type MigrationInterface, type QueryRunner, TableColumn } from "typeorm";
import { integer } from "./table-builder.js";

/** Two admins who edit the policy at once are told of each other. */
export class VersionPolicies1761000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const version = { name: "version", ...integer, default: "1" };
    await runner.addColumn("workspace_policies", new TableColumn(version));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn("workspace_policies", "version");
  }
}
