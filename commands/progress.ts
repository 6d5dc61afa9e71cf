import { MultiBar, Presets } from 'cli-progress';

/** Tells a person how far a long job is. Goes to stderr, so that stdout carries only the result. */
export interface Progress {
  say(line: string): void;
  /** Begins a counted job; call `step` after each item and `end` once. */
  begin(title: string, total: number): { step(line: string): void; end(): void };
}

function bars(stream: NodeJS.WriteStream): Progress {
  const say = (line: string) => void stream.write(`${line}\n`);
  return {
    say,
    begin(title, total) {
      const format = `${title} [{bar}] {value}/{total} {item}`;
      const multi = new MultiBar(
        { format, stream, hideCursor: true, clearOnComplete: true },
        Presets.shades_classic,
      );
      const bar = multi.create(total, 0, { item: '' });
      return { step: (line) => bar.increment({ item: line.slice(0, 60) }), end: () => multi.stop() };
    },
  };
}

function lines(stream: NodeJS.WriteStream): Progress {
  const say = (line: string) => void stream.write(`${line}\n`);
  return {
    say,
    begin(title, total) {
      let done = 0;
      say(`${title}: ${total}`);
      return {
        step(line) {
          done += 1;
          say(`  ${done}/${total} ${line}`);
        },
        end() {},
      };
    },
  };
}

/** A bar where the stream is a terminal, plain lines elsewhere. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? bars(stream) : lines(stream);
}
