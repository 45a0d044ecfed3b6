import type { RunEvent } from '../core/event.ts';
import { safe } from '../report/safe.ts';
import { columnsOf, isLive } from './terminal.ts';

const heartbeatMs = 15_000;
const barWidth = 24;

/** Shows how far a run is: one line that is drawn over on a terminal, plain lines with a heartbeat elsewhere. */
export interface Progress {
  show(event: RunEvent): void;
  /** A step that takes a while begins. */
  begin(text: string): void;
  end(): void;
}

export function showProgress(stream: NodeJS.WriteStream): Progress {
  const live = isLive(stream);
  const start = performance.now();
  let state = 'planning';
  let drawn = false;
  const say = (text: string) => {
    state = text;
    if (!live) return;
    stream.write(`\r\u001b[K${text.slice(0, columnsOf(stream) - 1)}`);
    drawn = true;
  };
  const heartbeat = setInterval(() => {
    if (!live) stream.write(`kata: still ${state} (${Math.round((performance.now() - start) / 1000)} s)\n`);
  }, heartbeatMs);
  heartbeat.unref();
  let checks = 0;
  let judged = 0;
  // A package's name is whatever its manifest says.
  const begin = (name: string) => {
    const text = safe(name);
    if (!live) stream.write(`kata: ${text}\n`);
    say(text);
  };
  return {
    begin,
    show: (event) => {
      switch (event.type) {
        case 'planned':
          checks = event.plan.checks.length;
          return begin(`building ${event.plan.project.packageName}`);
        case 'building':
          return say(safe(event.progress.kind === 'step' ? event.progress.text : crates(event.progress)));
        case 'built':
          if (!live) stream.write(`kata: built in ${(event.ms / 1000).toFixed(1)} s; running ${checks} checks\n`);
          return say('booting');
        case 'booted':
          return say(bar('checking', judged, checks, ''));
        case 'judged':
          judged += 1;
          return say(bar('checking', judged, checks, event.planned.check.id));
        case 'not-built':
        case 'not-booted':
        case 'finished':
          return undefined;
      }
    },
    end: () => {
      clearInterval(heartbeat);
      if (drawn) stream.write('\r\u001b[K');
    },
  };
}

function crates({ done, total, name }: { readonly done: number; readonly total: number | undefined; readonly name: string }): string {
  return total === undefined ? `compiling ${name}` : bar('compiling', done, total, name);
}

function bar(verb: string, done: number, total: number, name: string): string {
  const filled = total === 0 ? 0 : Math.round((done / total) * barWidth);
  return `${verb} ${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${done}/${total} ${name}`;
}
