import './theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startI18n } from './i18n/index.ts';
import { mendBrowserLanguage } from './i18n/locale.ts';

const root = document.getElementById('root');
if (root) {
  mendBrowserLanguage();
  await startI18n();
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
