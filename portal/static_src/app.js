// Starts what makes pages quicker; every page works without it.
import {
  Button, CharacterCount, Checkboxes, createAll, ErrorSummary, NotificationBanner, PasswordInput, Radios,
  ServiceNavigation, SkipLink, Tabs,
} from "govuk-frontend";
import htmx from "htmx.org";
import { startAutosave } from "./scripts/autosave.js";
import { startFields } from "./scripts/fields.js";
import { startUploads } from "./scripts/upload.js";

const COMPONENTS = [
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios,
  ServiceNavigation, SkipLink, Tabs,
];

// What the content policy forbids anyway, switched off so that nothing even tries.
Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
});

function start(scope) {
  for (const component of COMPONENTS) createAll(component, undefined, { scope, onError: () => {} });
  startAutosave(scope);
  startUploads(scope, start);
  startFields(scope, start);
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
start(document.body);
document.body.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) start(event.detail.elt);
});
