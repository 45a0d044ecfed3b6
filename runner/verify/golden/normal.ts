/** A report without what differs from run to run, or from driver to driver: stamps, ports, ids that a server drew, thread ids, and times that were measured. */
export function normal(report: string): string {
  return (
    report
      .replace(/^(\S+) · (?:local|docker) driver: asked for · /, '$1 · ')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<stamp>')
      .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<uuid>')
      .replace(/\b1\d{12}\b/g, '<unix ms>')
      .replace(/\b1\d{9}\b/g, '<unix s>')
      // Which of these lines are there by the end of a probe is a race with the program's own pipe.
      .replace(/^( {4}log {7}| {14})<stamp> +(INFO|WARN|ERROR) .*\n/gm, '')
      .replace(/^ {4}measured .*\n( {14}.*\n)*/gm, '    measured  <figures>\n')
      .replace(/(127\.0\.0\.1|0\.0\.0\.0|localhost):(?!3000\b)\d+/g, '$1:<port>')
      .replace(/\bhost: (?:127\.0\.0\.1|0\.0\.0\.0)\b/g, 'host: <host>')
      .replace(/(HOST and PORT \(here )\d+/g, '$1<port>')
      .replace(/\/[^\s:]*\/registry\/src\/[^/\s]+\//g, '<crates>/')
      .replace(/thread '([^']+)' \(\d+\)/g, "thread '$1' (<id>)")
      .split('\n')
      .map((line) =>
        isFixed(line)
          ? line
          : line.replace(/\d+(\.\d+)?( ?)(µs|ms|s|MiB|times the CPU)\b/g, '<n>$2$3').replace(/(took|latency)_ms=\d+(\.\d+)?/g, '$1_ms=<n>'),
      )
      .join('\n')
  );
}

/** The same without what was seen, for a mistake that is a race. */
export function normalOfRace(report: string): string {
  return normal(report)
    .replace(/^ {4}log {7}.*\n( {14}.*\n)*/gm, '')
    .replace(/^ {4}(?:expected|or|actual|diff|died) .*\n( {14}.*\n)*/gm, '')
    .replace(/^ {4}(?:sent|expected) .*(\n {14}.*)*/gm, (lines) =>
      lines
        .replace(/"[^"]*"/g, '"<varies>"')
        .replace(/\d+ bytes|-c \d+/g, '<n> bytes')
        .replace(/^(.*seq )\d+(\); do for)/gm, '$1<n>$2'),
    )
    .replace(/^(\d+ of \d+ checks passed.*)$/m, '<summary>');
}

/** Lines that hold the spec's own figures. */
function isFixed(line: string): boolean {
  return /^(✗| {4}(rule|why|sent|expected|or|hint|again) )/.test(line);
}
