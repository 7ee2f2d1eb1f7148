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
  }
})()
