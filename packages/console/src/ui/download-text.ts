/** Hands a text to the browser as a file to save; nothing leaves the page. */
export function downloadText(
  fileName: string,
  text: string,
  type: "text/plain" | "text/csv" = "text/plain",
): void {
  downloadBlob(fileName, new Blob([text], { type: `${type};charset=utf-8` }));
}

/** Hands what the page holds to the browser as a file to save. */
export function downloadBlob(fileName: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
