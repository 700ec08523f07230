import type { TFunction } from 'i18next';
import type { Flow } from '../../../../src/model/flow.ts';
import type { MessageKey } from '../../i18n/messages.ts';

/** A flow to begin with. */
export interface FlowTemplate {
  readonly key: string;
  readonly title: MessageKey;
  /** One sentence about what it does. */
  readonly about: MessageKey;
  /** In the language of the page: names of steps, and what card and mail say. */
  readonly definition: (t: TFunction) => Flow['definition'];
}

const host = (api: string, operationId: string) => ({
  apiId: `/providers/Microsoft.PowerApps/apis/${api}`,
  connectionName: api,
  operationId,
});

function definitionOf(triggers: object, actions: object): Flow['definition'] {
  return {
    $schema:
      'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
    contentVersion: '1.0.0.0',
    parameters: {
      $connections: { defaultValue: {}, type: 'Object' },
      $authentication: { defaultValue: {}, type: 'SecureObject' },
    },
    triggers,
    actions,
    outputs: {},
  };
}

const body = (field: string) => `@{triggerOutputs()?['body/${field}']}`;

const STARTED = "@{formatDateTime(triggerOutputs()?['body/startTimestamp'], 'yyyy-MM-dd HH:mm')}";

/** A text as the name of a step. */
const stepName = (text: string) => text.replaceAll(/\s+/g, '_');

function failureCard(t: TFunction) {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      {
        type: 'TextBlock',
        size: 'Large',
        weight: 'Bolder',
        wrap: true,
        text: t('template.failed', { source: body('friendlyName') }),
      },
      { type: 'TextBlock', wrap: true, text: body('error/message') },
      {
        type: 'FactSet',
        facts: [
          { title: t('kind.dataSource'), value: body('friendlyName') },
          { title: t('template.startedAt'), value: `${STARTED} UTC` },
          { title: t('template.whatToDo'), value: body('error/mend') },
        ],
      },
    ],
  };
}

function tellOfFailure(t: TFunction): Flow['definition'] {
  const card = t('template.step.card');
  return definitionOf(
    {
      [stepName(t('template.step.failed'))]: {
        type: 'OpenApiConnectionWebhook',
        inputs: {
          host: host('shared_customerinsights', 'OnDataSourceRefreshFailed'),
          parameters: { dataset: 'default' },
          authentication: "@parameters('$authentication')",
        },
      },
    },
    {
      [stepName(card)]: { type: 'Compose', runAfter: {}, inputs: failureCard(t) },
      [stepName(t('template.step.post'))]: {
        type: 'OpenApiConnection',
        runAfter: { [stepName(card)]: ['Succeeded'] },
        inputs: {
          host: host('shared_teams', 'PostCardToConversation'),
          parameters: {
            poster: 'Flow bot',
            location: 'Channel',
            'body/messageBody': `@{outputs('${stepName(card)}')}`,
          },
          authentication: "@parameters('$authentication')",
        },
      },
    },
  );
}

function tellOfGrowth(t: TFunction): Flow['definition'] {
  const values = {
    segment: body('segmentFriendlyName'),
    previous: body('previousEntityCount'),
    value: body('entityCount'),
    threshold: body('threshold'),
  };
  return definitionOf(
    {
      [stepName(t('template.step.crossed'))]: {
        type: 'OpenApiConnectionWebhook',
        inputs: {
          host: host('shared_customerinsights', 'OnSegmentThresholdCrossed'),
          parameters: { dataset: 'default', segment: '', threshold: 1000 },
          authentication: "@parameters('$authentication')",
        },
      },
    },
    {
      [stepName(t('template.step.mail'))]: {
        type: 'OpenApiConnection',
        runAfter: {},
        inputs: {
          host: host('shared_office365', 'SendEmailV2'),
          parameters: {
            'emailMessage/To': '',
            'emailMessage/Subject': t('template.grown', values),
            'emailMessage/Body': `<p>${t('template.grownText', { ...values, segment: `<strong>${values.segment}</strong>` })}</p>`,
          },
          authentication: "@parameters('$authentication')",
        },
      },
    },
  );
}

/** The two examples of the Power Automate connector, ready to be completed. */
export const FLOW_TEMPLATES: readonly FlowTemplate[] = [
  {
    key: 'source-failed',
    title: 'template.sourceFailed',
    about: 'template.about.sourceFailed',
    definition: tellOfFailure,
  },
  {
    key: 'segment-crossed',
    title: 'template.segmentCrossed',
    about: 'template.about.segmentCrossed',
    definition: tellOfGrowth,
  },
];
