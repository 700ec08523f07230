import type { FlowProgram } from '../../flows/graph/graph.ts';
import type { Secured } from '../../flows/graph/secured.ts';
import type { ReplayDifference } from '../../flows/rehearsal/replay.ts';
import type { RehearsalReport, ReportedStep } from '../../flows/rehearsal/report.ts';

/** What stands for values that the flow's author wants hidden. */
export const HIDDEN = '***';

/** A rehearsal's report as people may see it. */
export function hideInReport(report: RehearsalReport, program: FlowProgram): RehearsalReport {
  const actions = Object.entries(report.actions).map(([name, action]) => {
    const secured = program.actions.get(name.toLowerCase())?.secured;
    if (!secured) return [name, action] as const;
    const repetitions = action.repetitions?.map((step) => ({ ...step, ...hiddenParts(step, secured) }));
    return [name, { ...action, ...hiddenParts(action, secured), ...(repetitions && { repetitions }) }] as const;
  });
  return { ...report, actions: Object.fromEntries(actions) };
}

/** Only the parts that are there and secured, hidden. */
function hiddenParts(step: Partial<ReportedStep>, secured: Secured): Partial<ReportedStep> {
  return {
    ...(secured.inputs && step.inputs !== undefined && { inputs: HIDDEN }),
    ...(secured.outputs && step.outputs !== undefined && { outputs: HIDDEN }),
  };
}

/** Where a repetition of a run went another way, as people may see it. */
export function hideInDifference(difference: ReplayDifference, program: FlowProgram): ReplayDifference {
  const { action, part } = difference;
  const secured = program.actions.get(action.toLowerCase())?.secured;
  const isHidden = (part === 'inputs' || part === 'outputs') && secured?.[part] === true;
  return isHidden ? { ...difference, recorded: HIDDEN, replayed: HIDDEN } : difference;
}
