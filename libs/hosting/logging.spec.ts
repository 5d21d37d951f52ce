import { describe, expect, it } from '@jest/globals';
import { createLogger, NestLog } from './logging.js';

const logged = (write: (log: NestLog) => void, level: 'info' | 'debug' = 'info') => {
  const lines: Record<string, unknown>[] = [];
  write(
    new NestLog(
      createLogger(level, { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) }),
    ),
  );
  return lines;
};

describe('the log', () => {
  it('is one JSON object per line with level and time', () => {
    const [line] = logged((log) => log.warn('careful', 'Router'));
    expect(line).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      context: 'Router',
      msg: 'careful',
    });
  });

  it('keeps what the framework tells about itself for debugging', () => {
    expect(logged((log) => log.log('Mapped {/x}', 'Router'))).toEqual([]);
    expect(logged((log) => log.log('Mapped {/x}', 'Router'), 'debug')).toHaveLength(1);
  });

  it('keeps the stack of an error', () => {
    const [thrown] = logged((log) => log.error(new Error('broken')));
    expect(thrown).toMatchObject({ msg: 'Error: broken', err: { message: 'broken' } });
    const [told] = logged((log) => log.error('broken', 'at x', 'Router'));
    expect(told).toMatchObject({ msg: 'broken', stack: 'at x', context: 'Router' });
  });
});
