// Layered: our own rules then win over Mantine's, in whatever order the chunks of the build arrive.
import '@mantine/core/styles.layer.css';
import './theme.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeQueryClient } from './queries.ts';
import { makeRouter } from './router.tsx';
import { detectLanguage, loadCatalog, storedLanguage } from './text/languages.ts';
import { TextProvider } from './text/text.tsx';
import { cssVariables, theme } from './theme.ts';
import { ToastRegion } from './ui/toast-region.tsx';

const colorSchemes = localStorageColorSchemeManager({ key: 'cairn.theme' });

async function start(container: HTMLElement): Promise<void> {
  const language = detectLanguage(location.search, navigator.languages, storedLanguage());
  document.documentElement.lang = language;
  const catalog = await loadCatalog(language);
  const queryClient = makeQueryClient(() => void router.invalidate());
  const router = makeRouter(queryClient);
  createRoot(container).render(
    <StrictMode>
      <TextProvider language={language} catalog={catalog}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariables}
          defaultColorScheme="auto"
          colorSchemeManager={colorSchemes}
        >
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
            <ToastRegion />
          </QueryClientProvider>
        </MantineProvider>
      </TextProvider>
    </StrictMode>,
  );
}

const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no #root');
void start(container);
