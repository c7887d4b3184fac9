/** What the pages of the tests add to the style of the site. */
export const KIT_SITE_STYLE = `.intake fieldset{margin:1rem 0}
.intake input[type=text],.intake select{padding:.45rem}
.intake #kit{max-width:12rem;text-transform:uppercase}
.wide form.intake{max-width:none}
.person{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:.5rem 1rem;align-items:end}
.person label{display:block;font-size:.95rem;line-height:1.3}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin:1rem 0;padding:0;list-style:none}
a.button{display:inline-block;padding:.7rem 1.4rem;font-weight:600;color:var(--back);background:var(--main);border:2px solid var(--main);border-radius:.25rem;text-decoration:none}
main a{overflow-wrap:anywhere}
caption{padding:.75rem 0 .25rem;font-weight:600;text-align:left}
`
