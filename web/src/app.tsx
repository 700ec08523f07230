import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ProblemError } from './api/client.ts';
import { router } from './router.tsx';
import { sessionQuery } from './session/use-session.ts';
import { nonceOfPage } from './theme/nonce.ts';
import { useScheme } from './theme/scheme.ts';
import { themes } from './theme/theme.ts';

const renderer = createDOMRenderer(document, {
  styleElementAttributes: { nonce: nonceOfPage() },
});

/** The whole application with theme, data and routes. */
export function App() {
  const { isDark } = useScheme();
  const client = useMemo(createQueryClient, []);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={isDark ? themes.dark : themes.light}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </FluentProvider>
    </RendererProvider>
  );
}

const UNAUTHORIZED = 401;

function createQueryClient() {
  const client: QueryClient = new QueryClient({
    // Who is signed in no more is asked to, and led back.
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ProblemError && error.status === UNAUTHORIZED)
          void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ProblemError && error.status >= 400 && error.status < 500),
      },
    },
  });
  return client;
}
