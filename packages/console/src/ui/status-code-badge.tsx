import { Badge } from "@mantine/core";

/** An HTTP status, coloured by how the request went. */
export function StatusCodeBadge({ statusCode }: { statusCode: number }) {
  const color = statusCode < 400 ? "teal" : statusCode < 500 ? "orange" : "red";
  return (
    <Badge color={color} variant="light" radius="sm">
      {statusCode}
    </Badge>
  );
}
