// Starts the workbench: one page, no truth of its own.
import './shell/fonts.css';
import './shell/theme.css';
import './shell/frame.css';
import './shell/pieces.css';
import './reader/list.css';
import './reader/panes.css';
import './reader/picture.css';
import './reader/text.css';
import './reader/beside.css';
import './reader/drafting.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { fetchFaces } from './shell/faces.ts';
import { router } from './shell/router.tsx';

fetchFaces();
const client = new QueryClient({
  defaultOptions: { queries: { staleTime: 30_000, refetchOnWindowFocus: false, retry: 1 } },
});
const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
