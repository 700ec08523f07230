import { messageOf } from '../../base/errors.ts';
import { isBinary, isObject, parseJson as parse, toText, type Value } from '../language/index.ts';
import { findViolations, isSchema, SchemaFault } from '../schema/validator.ts';
import type { ActionCall, ActionOutcome, TaskAction } from './action.ts';
import { failed, succeeded } from './outcome.ts';

/** Parse JSON: text (or content) as a value, held against a JSON Schema. */
export const parseJson: TaskAction = Object.freeze({
  kind: 'task',
  types: ['ParseJson'],
  hasEffects: false,
  run: parseAndCheck,
} satisfies TaskAction);

function parseAndCheck(call: ActionCall): ActionOutcome {
  const inputs = isObject(call.inputs) ? call.inputs : {};
  const { content, schema } = inputs;
  if (content === undefined || content === null) return missingContent(call);
  try {
    const body = typeof content === 'string' || isBinary(content) ? parse(toText(content)) : content;
    return check(call, body, schema);
  } catch (error) {
    return failed({
      code: 'InvalidTemplate',
      message: `The 'content' property of actions of type 'ParseJson' must be valid JSON. The provided value cannot be parsed: '${messageOf(error)}'.`,
    });
  }
}

function check({ node }: ActionCall, body: Value, schema: Value | undefined): ActionOutcome {
  if (!isSchema(schema)) return succeeded({ body });
  try {
    const violations = findViolations(schema, body);
    if (violations.length === 0) return succeeded({ body });
    const errors = violations.map((violation) => ({ ...violation }) as unknown as Value);
    return failed({ code: 'ValidationFailed', message: 'The schema validation failed.', outputs: { errors } });
  } catch (error) {
    if (!(error instanceof SchemaFault)) throw error;
    return failed({
      code: 'InvalidTemplate',
      message: `The schema of '${node.name}' cannot be used: ${error.message}.`,
    });
  }
}

function missingContent({ node }: ActionCall): ActionOutcome {
  return failed({
    code: 'InvalidTemplate',
    message: `Unable to process template language expressions in action '${node.name}' inputs at line '0' and column '0': 'Required property 'content' expects a value but got null. Path ''.'.`,
  });
}
