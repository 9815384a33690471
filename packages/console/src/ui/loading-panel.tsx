import { Center, Loader } from "@mantine/core";

/** Stands where a page will be. */
export function LoadingPanel() {
  return (
    <Center mih={240} role="status">
      <Loader aria-label="Loading" />
    </Center>
  );
}
