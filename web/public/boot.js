/* Runs before the first paint. Plain ES5, because it must also run in the browsers it turns away. */
;(function () {
  var root = document.documentElement
  var theme = null
  var language = null
  try {
    theme = localStorage.getItem('clew.theme')
    language = localStorage.getItem('clew.language')
  } catch (e) {}
  var dark =
    theme === 'dark' ||
    (theme !== 'light' && window.matchMedia && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-theme', dark ? 'dark' : 'light')
  if (language) root.setAttribute('lang', language)
  // color-mix() arrived with Chrome 111: a browser without it cannot show the colours that carry meaning.
  var modern =
    window.CSS &&
    CSS.supports &&
    CSS.supports('color', 'color-mix(in oklab, red, blue)') &&
    'noModule' in document.createElement('script')
  if (!modern) {
    window.clewOld = true
    var show = function () {
      var old = document.getElementById('old')
      var boot = document.getElementById('root')
      if (old) old.style.display = 'block'
      if (boot) boot.style.display = 'none'
    }
    if (document.addEventListener) document.addEventListener('DOMContentLoaded', show)
    else window.attachEvent('onload', show)
    return
  }
  // Somebody was signed in here: what every page begins with is asked for while the script is still on its way
  // (src/api/early.ts takes the answers).
  var signedIn = null
  try {
    signedIn = localStorage.getItem('clew.signed-in')
  } catch (e) {}
  if (!signedIn || /^\/(login|setup|invite)/.test(location.pathname)) return
  var early = { at: Date.now(), answers: {} }
  var ask = function (path) {
    early.answers[path] = fetch('/api/v1' + path, {
      headers: { Accept: 'application/json' },
      credentials: 'same-origin',
    })
    // Whoever takes it sees the failure; nobody may.
    early.answers[path].catch(function () {})
  }
  ask('/me')
  ask('/forms')
  var form = /^\/f\/([\w-]+)/.exec(location.pathname)
  if (form) {
    ask('/forms/' + form[1])
    ask('/forms/' + form[1] + '/views')
  }
  window.clewEarly = early
})()
