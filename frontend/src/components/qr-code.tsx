import qrcode from "qrcode-generator";

const QUIET_MODULES = 3;

/** A text, such as an address, as a QR code. Dark on light in every theme: cameras want it so. */
export function QrCode({ text, label, className }: { text: string; label: string; className?: string }) {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const size = count + 2 * QUIET_MODULES;
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" className={className}>
      <rect width={size} height={size} rx="2" fill="#ffffff" />
      <path d={darkModules(code, count)} fill="#0e1312" />
    </svg>
  );
}

/** The dark squares of each row, runs drawn as one. */
function darkModules(code: ReturnType<typeof qrcode>, count: number): string {
  let path = "";
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      let run = 0;
      while (column + run < count && code.isDark(row, column + run)) run += 1;
      if (run > 0) path += `M${column + QUIET_MODULES} ${row + QUIET_MODULES}h${run}v1h-${run}z`;
      column += run;
    }
  }
  return path;
}
