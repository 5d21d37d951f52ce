import { type Command, InvalidArgumentError, Option } from 'commander';

/** `--data`, which every command has. */
export function dataOption(): Option {
  return new Option('--data <folder>', 'data folder (default: TILSAGN_DATA, else ./data)');
}

/** `--json` */
export function jsonOption(): Option {
  return new Option('--json', 'one JSON document on stdout');
}

/** Reads a whole number that is at least so large. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least)
      throw new InvalidArgumentError(`It must be a whole number, at least ${least}.`);
    return value;
  };
}

/** Refuses an option of a command that is given twice: which of the two was meant is not for a program to guess. */
export function eachOnce(command: Command): void {
  for (const option of command.options) {
    let given = false;
    command.on(`option:${option.name()}`, () => {
      if (given) command.error(`error: option '${option.flags}' is given twice`);
      given = true;
    });
  }
}
