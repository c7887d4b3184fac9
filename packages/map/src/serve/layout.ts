import { CONFORMITY } from './accessibility-page.ts'
import { type Html, html } from './html.ts'
import { groundsCss, SITE_COLOURS } from './site-theme.ts'

/** What every page of a site bears. */
export interface SiteFace {
  /** What visitors see as the owner of the site. */
  readonly service: string
  /** The addresses of the style and of the logo. */
  readonly style: string
  readonly logo?: string
}

/** A page of the site: readable without a script, at any width, with a keyboard and with a screen reader. */
export function page(title: string, body: Html, { service, style, logo }: SiteFace, links?: Html): string {
  // The pages of the team hold tables; those of visitors are read like a letter.
  const wide = links !== undefined && html` class="wide"`
  return `<!doctype html>
${html`<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – ${service}</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<a class="skip" href="#contenu">Aller au contenu</a>
<header${wide}><p class="who">${logo !== undefined && html`<img class="logo" src="${logo}" alt="">`}${service}</p>${links}</header>
<main id="contenu" tabindex="-1"${wide}>
<h1>${title}</h1>
${body}
</main>
<footer${wide}><p><a href="/on-la-fait">Ce que nous avons réécrit</a> · <a href="/registre">Ce que nous gardons de vos signalements</a> · <a href="/signaler/effacer">Effacer un signalement</a> · <a href="/accessibilite">Accessibilité\u00a0: ${CONFORMITY}</a></p></footer>
</body>
</html>`}
`
}

/** Served as a file of its own: the pages allow no style and no script written in them. */
export const STYLE = `:root{color-scheme:light dark}
${groundsCss(SITE_COLOURS.light, SITE_COLOURS.dark)}
*{box-sizing:border-box}
body{margin:0;font:1.0625rem/1.6 system-ui,sans-serif;color:var(--text);background:var(--back)}
header,main,footer{max-width:44rem;margin:0 auto;padding:1rem}
header{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1.5rem;justify-content:space-between;border-bottom:1px solid var(--line)}
header p{margin:0;font-weight:600}
.who{display:flex;gap:.75rem;align-items:center}
.logo{display:block;max-height:3rem;max-width:10rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0;padding:0;list-style:none}
nav [aria-current]{font-weight:600;text-decoration-thickness:.15em}
footer{margin-top:3rem;border-top:1px solid var(--line);font-size:.95rem}
h1{font-size:1.6rem;line-height:1.25}
a{color:var(--main)}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;padding:.5rem;background:var(--back)}
fieldset{margin:1.5rem 0;padding:1rem;border:1px solid var(--line);border-radius:.25rem}
legend,label.field{font-weight:600}
label.field{display:block;margin-top:1.5rem}
.hint{display:block;font-weight:400;font-size:.95rem}
.choice{display:flex;gap:.6rem;align-items:flex-start;padding:.45rem 0;min-height:2.75rem}
.choice input{margin-top:.35rem;width:1.2rem;height:1.2rem;flex:none}
input[type=text],input[type=password],input[type=file],textarea,select{width:100%;padding:.6rem;font:inherit;color:inherit;background:var(--back);border:1px solid var(--line);border-radius:.25rem}
button{margin:1.5rem .75rem 0 0;padding:.7rem 1.4rem;font:inherit;font-weight:600;color:var(--back);background:var(--main);border:2px solid var(--main);border-radius:.25rem;cursor:pointer}
button.second{color:var(--main);background:var(--back)}
:focus-visible{outline:3px solid var(--main);outline-offset:2px}
div.wrong{margin:1.5rem 0;overflow-wrap:anywhere}.wrong p,.wrong ul{margin:.25rem 0}
.wrong{padding:1rem;border-left:4px solid var(--bad);background:var(--soft)}
.said{padding:1rem;border-left:4px solid var(--main);background:var(--soft);white-space:pre-wrap;overflow-wrap:anywhere}
.code{font:600 1.4rem/1.4 ui-monospace,monospace;letter-spacing:.05em}
.trap{position:absolute;left:-999rem}
table{width:100%;border-collapse:collapse}
th,td{padding:.5rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
.wide{max-width:72rem}
.wide section{max-width:44rem;padding-bottom:1rem;border-bottom:1px solid var(--line)}
.path{overflow-wrap:anywhere;min-width:12rem}
.day{white-space:nowrap}
form+details{margin-top:1rem}
.paper{display:flex;flex-wrap:wrap;gap:0 1.5rem;align-items:center;max-width:34rem;margin:1.5rem 0;padding:1rem;border:1px solid var(--line);color:#000;background:#fff}
.paper img{display:block}.paper figcaption{flex:1 1 14rem}.paper p{margin:.4rem 0}
.link{font-weight:600;overflow-wrap:anywhere}
@media print{header,footer,.screen,.skip,h1{display:none}}
@media (max-width:48rem){table,tbody,tr,td{display:block}thead{position:absolute;left:-999rem}td{border:0;padding:.15rem 0}tr{border-bottom:1px solid var(--line);padding:.75rem 0;display:block}th[scope=row]{display:block;border:0}}
`
