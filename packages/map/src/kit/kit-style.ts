/** The style of the printed kit: A4, black on white, letters that everyone can read. */
export const KIT_STYLE = `@page{size:A4;margin:16mm 17mm 18mm;@bottom-right{content:"Page " counter(page) " sur " counter(pages);font:9pt Arial,sans-serif;color:#333}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:180mm;padding:8mm;font:11.5pt/1.42 Arial,"Liberation Sans",sans-serif;color:#000;background:#fff;overflow-wrap:anywhere}
.screen{margin:0 0 8mm;padding:4mm;border:1px solid #444;background:#f4f4f4}
.sheet{margin:0 0 20mm;padding-top:4mm;border-top:2px solid #000}
.top{display:flex;justify-content:space-between;gap:8mm;margin:0 0 4mm;font-size:10pt}
.top .who{font-weight:bold}
.top .what{max-width:110mm;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
h1{margin:0 0 3mm;font-size:12pt;line-height:1.2}
h2{margin:0 0 4mm;font-size:18pt;line-height:1.2}
h3{margin:4.5mm 0 1.5mm;font-size:13pt;line-height:1.25;break-after:avoid}
p,ul,ol{margin:0 0 2.5mm}
li{margin-bottom:1mm}
p,li,tr{break-inside:avoid}
.box{margin:0 0 4mm;padding:3.5mm 4mm;border:1.5px solid #000;break-inside:avoid}
.box p:last-child,.box ul:last-child{margin-bottom:0}
.fill{display:inline-block;min-width:60mm;border-bottom:1px solid #000}
.fill.short{min-width:14mm}
.answer{width:46mm;height:20mm}
.asked{width:42mm}
.results td,.results th{height:9mm}
.guide{font-size:11pt;line-height:1.36}
.orange{width:36mm}
.tick{display:inline-block;width:4.5mm;height:4.5mm;margin-right:2mm;border:1.2px solid #000;vertical-align:-.7mm}
.read{font-size:13pt;line-height:1.5}
.read .title,.cloze .title{font-weight:bold;line-height:1.4;break-after:avoid}
.wide-lines{line-height:1.9}
.item{padding-left:6mm;position:relative}
.item::before{content:"–";position:absolute;left:1mm}
.cloze{font-size:13pt;line-height:2.2}
.cloze p{break-inside:auto;orphans:2;widows:2;margin-bottom:4mm}
.gap{display:inline-block;width:29mm;height:6.5mm;margin:0 .5mm;border-bottom:1.2px solid #000;line-height:1;overflow:hidden;vertical-align:-1mm}
.gap span{display:block;font-size:8pt}
.line{height:9.5mm;border-bottom:1px solid #777}
.question{margin-bottom:6mm;break-inside:avoid}
.question p{margin:0;font-size:13pt;font-weight:bold}
table{width:100%;border-collapse:collapse;font-size:11pt}
th,td{overflow-wrap:break-word;padding:1.4mm 2mm;border:1px solid #555;text-align:left;vertical-align:top}
thead{display:table-header-group}
.key{columns:3;column-gap:7mm;padding:0;list-style:none;font-size:11pt}
.key li{display:flex;gap:2mm;align-items:baseline;margin:0;padding:1.2mm 0;border-bottom:1px solid #999;break-inside:avoid}
.key .rank{flex:none;width:7mm;text-align:right;font-size:9.5pt}
.key .word{flex:none;font-weight:bold}
.key .other{flex:1;text-align:right;color:#555;font-size:9pt}
.count{width:22mm}
.small{width:14mm;text-align:center}
:where(table)+.note{margin-top:2.5mm}
.note{font-size:10pt;line-height:1.35}
.works{font-size:8.5pt;line-height:1.25}.works li{margin-bottom:.5mm}
@media screen{body{padding:4mm}.sheet{padding-bottom:6mm}a:focus-visible,:focus-visible{outline:3px solid #0b4ea2;outline-offset:2px}}
@media screen and (max-width:48rem){.top{display:block}.top span{display:block;max-width:none}.key{columns:1}.answer,.asked,.count,.small,.orange{width:auto}table{table-layout:fixed}th,td{padding:1mm;overflow-wrap:anywhere}.results{font-size:7pt}.fill{min-width:20mm}}
@media print{body{max-width:none;padding:0 .5mm}.screen{display:none}.sheet{margin:0;padding:0;border:0;break-before:page}.sheet:first-of-type{break-before:auto}}
`
