/** What the pages of the plan add to the style of the site. The calendar inside a date takes the focus from its field, which stays marked. */
export const PLAN_STYLE = `input[type=date],input[type=number]{width:100%;max-width:16rem;padding:.6rem;font:inherit;color:inherit;background:var(--back);border:1px solid var(--line);border-radius:.25rem}
input[type=date]:focus-within{outline:3px solid var(--main);outline-offset:2px}
.wide form{max-width:44rem}
.wide form.filters{display:flex;flex-wrap:wrap;gap:0 1.5rem;align-items:flex-end;max-width:none;margin-bottom:1.5rem}
.filters>div{flex:1 1 12rem;max-width:20rem}.filters label.field{margin-top:.75rem}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:.75rem 1.5rem;margin:1rem 0}
.facts dt{font-size:.95rem}.facts dd{margin:0;font-weight:600;overflow-wrap:anywhere}
.history{padding-left:1.25rem;overflow-wrap:anywhere}.history li{margin:.35rem 0}
.card{margin:1.5rem 0;padding:.25rem 1.25rem;border:1px solid var(--line);border-radius:.25rem;max-width:44rem;overflow-wrap:anywhere}
.card h2,.card h3{font-size:1.25rem;line-height:1.3}
.card blockquote{margin:1rem 0;padding-left:1rem;border-left:4px solid var(--main)}
h1{overflow-wrap:anywhere}
@media (max-width:48rem){td[data-titre]::before{content:attr(data-titre) "\\a0: "}th[scope=row]{padding-left:0}}
main nav{margin:1rem 0}
.print{font-size:.95rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`
