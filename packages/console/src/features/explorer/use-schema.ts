import {
  buildClientSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
} from "graphql";
import { useEffect, useState } from "react";
import { sendOperation } from "./send-operation.js";

/** The API's schema, for completion and for marking mistakes; null until it is there. */
export function useSchema(workspace: string): GraphQLSchema | null {
  const [schema, setSchema] = useState<GraphQLSchema | null>(null);
  useEffect(() => {
    let isWanted = true;
    const query = getIntrospectionQuery();
    sendOperation({ kind: "session", workspace }, { query, operationName: null, variables: {} })
      .then(({ status, body }) => {
        const data: IntrospectionQuery = JSON.parse(body).data;
        if (isWanted && status === 200) setSchema(buildClientSchema(data));
      })
      // Without it the editor completes nothing; everything else works.
      .catch(() => {});
    return () => {
      isWanted = false;
    };
  }, [workspace]);
  return schema;
}
