import type { Command } from 'commander';
import { chatCommand } from './chat.ts';
import { checkCommand } from './check.ts';
import { configCommand } from './config.ts';
import type { CliContext } from './context.ts';
import { cypherCommand } from './cypher.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { evaluateCommand } from './evaluate.ts';
import { explainCommand } from './explain.ts';
import { extractCommand } from './extract.ts';
import { importCommand } from './import.ts';
import { metricsCommand } from './metrics.ts';
import { nearCommand } from './near.ts';
import { neighboursCommand } from './neighbours.ts';
import { pathCommand } from './path.ts';
import { profileCommand } from './profile.ts';
import { queryCommand } from './query.ts';
import { recommendCommand } from './recommend.ts';
import { removeCommand } from './remove.ts';
import { serveCommand } from './serve.ts';
import { strikeCommand } from './strike.ts';
import { tuneCommand } from './tune.ts';
import { vocabularyCommand } from './vocabulary.ts';
import { whyCommand } from './why.ts';
import { whyNotCommand } from './why-not.ts';

/** Returns every command, in the order in which `--help` lists them. */
export function commandsOf(context: CliContext): Command[] {
  return [
    importCommand(context),
    removeCommand(context),
    extractCommand(context),
    vocabularyCommand(context),
    tuneCommand(context),
    recommendCommand(context),
    whyCommand(context),
    whyNotCommand(context),
    profileCommand(context),
    strikeCommand(context),
    explainCommand(context),
    checkCommand(context),
    chatCommand(context),
    queryCommand(context),
    cypherCommand(context),
    pathCommand(context),
    nearCommand(context),
    metricsCommand(context),
    neighboursCommand(context),
    demoCommand(context),
    serveCommand(context),
    doctorCommand(context),
    configCommand(context),
    evaluateCommand(context),
  ];
}
