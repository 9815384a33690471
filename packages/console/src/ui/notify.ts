import { notifications } from "@mantine/notifications";

/** Says in a corner of the page that something was done. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: "teal", closeButtonProps: { "aria-label": "Close" } });
}

/** Says in a corner of the page that something failed, and why. */
export function notifyFailure(title: string, message: string): void {
  notifications.show({
    title,
    message,
    color: "red",
    autoClose: 8000,
    closeButtonProps: { "aria-label": "Close" },
  });
}
