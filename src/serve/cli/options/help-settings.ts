import { Help, type Option } from 'commander';

/**
 * How every command words its help: with the options of the program (`--store`, `--model`), which are taken after a
 * command, too, and without defaults that say nothing (false of a switch, an empty list).
 */
export const helpSettings: Partial<Help> = {
  showGlobalOptions: true,
  optionDescription: (option: Option): string => {
    const { defaultValue } = option;
    const saysNothing = defaultValue === false || (Array.isArray(defaultValue) && defaultValue.length === 0);
    const shown = saysNothing ? Object.assign(Object.create(option), { defaultValue: undefined }) : option;
    return new Help().optionDescription(shown as Option);
  },
};
