// Runs before anything is shown, so that nothing jumps: says whether this browser runs the scripts to come.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
