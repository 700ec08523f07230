import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ProblemError } from './api/client.ts';
import { router } from './router.tsx';
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

function createQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ProblemError && error.status >= 400 && error.status < 500),
      },
    },
  });
}

/** The nonce with which this page may add style elements; browsers hide it from the attribute, not from the property. */
function nonceOfPage(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce || meta?.getAttribute('nonce') || '';
}
