import { buildRequest, loadConnector } from '../../flows/connectors/index.ts';

export { inspectConnector } from '../../flows/connectors/index.ts';

export interface FolderRequest {
  /** Folder with `apiDefinition.swagger.json` and, if there, `apiProperties.json`. */
  readonly folder: string;
  readonly operationId: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly connection: Readonly<Record<string, unknown>> | undefined;
}

/** The request that an operation of a connector in a folder would send; nothing is sent. @throws FLX_CALL_… */
export async function buildRequestOfFolder({ folder, operationId, parameters, connection }: FolderRequest) {
  const { connector } = await loadConnector(folder);
  return buildRequest({
    definition: connector.definition,
    properties: connector.properties,
    operationId,
    parameters,
    connection,
  });
}
