// Chromium, and everything that it says of a page.

import puppeteer from 'puppeteer-core';

export function launch() {
  return puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true, // the new mode
    protocolTimeout: 60_000,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--hide-scrollbars'],
  });
}

// A page with the list of all that it said and asked for, which stays empty for a sound one.
export async function listen(browser) {
  const page = await browser.newPage();
  const told = [];
  page.on('console', (message) => told.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => told.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    told.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!(request.isNavigationRequest() && request.frame() === page.mainFrame())) {
      told.push(`request: ${request.url()}`);
    }
  });
  await page.evaluateOnNewDocument(() => {
    addEventListener('securitypolicyviolation', (violation) => {
      console.error(`${violation.violatedDirective} forbids ${violation.blockedURI} ${violation.sample}`);
    });
  });
  // What the panel "Issues" of the developer tools would list.
  const tools = await page.createCDPSession();
  tools.on('Audits.issueAdded', ({ issue }) => told.push(`issue ${issue.code}: ${JSON.stringify(issue.details)}`));
  await tools.send('Audits.enable');
  return { page, told };
}

export async function prefer(page, scheme) {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
}

export async function widen(page, width) {
  await page.setViewport({ width, height: 900 });
}
