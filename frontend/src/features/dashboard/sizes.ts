const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** "1.5 GB": bytes in steps of 1000, as disks are sold. */
export function bytesText(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size >= 100 || unit === 0 ? size.toFixed(0) : size.toFixed(1)} ${UNITS[unit] ?? ""}`;
}
