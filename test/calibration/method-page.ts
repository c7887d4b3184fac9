import { CALIBRATION, INDICATORS, PRINCIPLES } from 'limpide'

/** How much there is of each material, fitted on and kept aside. */
export interface Material {
  /** Pairs of texts and of sentences, by their source. */
  readonly pairs: ReadonlyMap<string, number>
  readonly gradedSentences: number
  readonly gradedTexts: number
}

/** The method page: what the score measures, on what it was fitted, how well it orders, what it does not see. */
export function methodPage(measures: string, { pairs, gradedSentences, gradedTexts }: Material): string {
  const count = (source: string): number => pairs.get(source) ?? 0
  return `<!-- Écrit par « pnpm calibrate » : ne pas modifier. -->
# La méthode du score

Calibrage ${CALIBRATION.version}. Cette page s’adresse à deux lecteurs : la personne qui décide quoi réécrire, et la personne qui veut vérifier le calcul.

## En bref

- Le score va de 0 (clair) à 100 (très complexe). C’est une somme : chaque fiche en donne le détail, au dixième de point.
- Il sert à **classer** : quel document réécrire d’abord, et la nouvelle version est-elle plus claire que l’ancienne ?
- Il a une marge. Un écart plus petit que la marge ne veut rien dire.
- Deux scores ne se comparent que dans le même calibrage. Un nouveau calibrage fait relire toute la bibliothèque.
- Il ne remplace pas un test avec des usagers.

${gradesLine()}

## Ce qui est mesuré

Chaque indicateur vaut 0 point à sa référence claire, 100 à sa référence complexe, et monte en ligne droite entre les deux. La part dit ce qu’il pèse dans son principe. Tous les poids sont positifs ou nuls.

${indicatorTables()}

Pour refaire le calcul à la main : ramenez la valeur vers la médiane (voir plus bas), placez-la entre les deux références, multipliez les points par la part, faites la moyenne du principe, puis la moyenne des principes selon leurs poids. Un principe qui n’a pas pu être mesuré est laissé de côté, et les autres poids sont ramenés à 100 %.

### Comment on compte

- **La phrase** est celle que l’on lit. Un morceau sans verbe, ou une subordonnée seule, est rattaché à la phrase voisine : couper au hasard ne fait pas baisser le score. Un alinéa « 1° », « 2° » d’un texte de loi continue la phrase qui l’annonce, dans le même paragraphe ou dans le suivant. Les éléments d’une vraie liste comptent chacun pour eux. Une liste dont les lignes ont été perdues à l’extraction (« fixent :la durée ;le montant ») est lue élément par élément. Au-delà de ${CALIBRATION.endlessSentence} mots, une phrase est souvent un tableau mal extrait : elle compte pour ${CALIBRATION.endlessSentence} mots dans la moyenne.
- **Une phrase courte**, de moins de ${CALIBRATION.shortSentence} mots, est complétée à ${CALIBRATION.shortSentence} mots dans tout ce qui se compte en mots. Les mots ajoutés sont ceux de la référence claire : un sur deux est un mot plein, un sur dix un verbe conjugué. Sans cela, dire une chose en moins de mots rendrait plus fréquents les défauts des phrases voisines.
- **Les marques de complexité** valent 1, ou 2 quand la remarque est un avertissement : l’indicateur est un nombre de points par phrase.
- **La place du message** n’est mesurée que dans un document qui dit une décision ou une demande : un récit ou un compte rendu n’en a pas. Une lettre où aucun message n’est trouvé compte 100 %.
- **Un adjectif, un mot, une lettre** sont ceux que l’analyse trouve : le trait d’union compte comme une lettre, les nombres et les champs n’en ont pas. Un verbe conjugué a les lettres de son infinitif. Un impératif (« signez ») parle au lecteur, comme « vous ».
- **Ne comptent pas** dans les phrases et les mots : l’adresse, l’en-tête, la signature, la formule de politesse, les titres, l’encadré des recours et des données personnelles (jugé une fois pour toute la bibliothèque), une ligne qui revient.
- **La rareté d’un mot** se lit dans six classes de fréquence, de 0 (plus de cent fois par million de mots) à 5 (rare ou inconnu). Un mot est « peu courant » dans les trois classes les plus rares. Les mots administratifs que tout le monde rencontre sont classés courants.
- **Un texte court** est ramené vers la médiane, comme s’il avait ${CALIBRATION.shrinkage} phrase ordinaire de plus : (n × valeur + ${CALIBRATION.shrinkage} × médiane) ÷ (n + ${CALIBRATION.shrinkage}), où n est le nombre de phrases, ou de vingtaines de mots pour ce qui se compte en mots.
- **La marge** vient du hasard des phrases : elle vaut ${CALIBRATION.marginWidth} écarts-types du score quand on les retire au sort. Elle se calcule sans tirage : on ajoute les carrés de ce que chaque phrase déplace (méthode delta). Trois phrases qui se ressemblent ne disent pas comment serait la quatrième : une variation ordinaire, de ${CALIBRATION.usualSpread} points par phrase, compte comme ${CALIBRATION.marginShrinkage} phrases de plus. La marge d’un texte court est donc large.
- **Une phrase seule** peut être notée par la bibliothèque, avec \`score(texte, { court: true })\` : seuls les phrases et les mots comptent, et le manque de texte est compté du côté clair, comme ${CALIBRATION.courtShrinkage} phrases de plus. Ce score ne se compare qu’à un autre du même genre.

## Sur quoi il est calibré

| Matériel | Rôle |
|---|---|
| \`paires/lettres\`, \`passages\`, \`retouches\`, \`phrases\` : avant et après, écrits pour le projet | ajustement ; une paire sur trois est gardée |
| \`paires/equilibrees\` : ${count('équilibrée')} extraits de treize types de documents, où la version claire est **plus longue** et a des phrases **aussi longues** ou plus longues : la longueur se trompe toujours | la moitié ajuste, la moitié est gardée |
| \`paires/legeres\` : ${count('légère')} récits, articles et lettres à peine simplifiés | de même |
| \`paires/guide\` : ${count('phrase de guide') + count('phrase à mots courts')} phrases seules, comme dans les guides de langage clair ; dans ${count('phrase à mots courts')} d’entre elles, la version à réécrire a des mots **courts** mais rares (« le bail est échu »), et les formules se trompent | de même |
| \`niveaux\` : ${gradedSentences} phrases des niveaux A1 à C2, ${gradedTexts} textes de quatre niveaux pour adultes | de même |
| les exemples des règles sur les phrases et les mots | ajustement |
| \`droit-et-fiches.jsonl\` : ${count('droit et fiche')} extraits du code du travail et de la fiche officielle qui les cite, tirés au sort, sans les listes de références ni les fiches qui recopient l’article | la moitié ajuste, avec un poids plus faible : ce n’est pas une réécriture |
| \`test/corpus\` : documents clairs, documents à réécrire | références, médianes et seuils des notes |

Les moitiés gardées ont été tirées par l’empreinte des textes, avant tout ajustement. Les lignes qui portent un nom de fichier sont des textes d’autres auteurs : les poids n’y sont jamais ajustés, mais ils ont aidé à choisir les indicateurs.

Les références vont du vingtième le plus clair des textes clairs au vingtième le plus complexe des textes à réécrire. Les poids sont ajustés par une régression logistique sur les paires, sous contrainte de signe, et retenus près de leurs valeurs de départ. Chaque lettre à réécrire est aussi comparée à des lettres claires sur d’autres sujets, et chaque texte gradué à ceux du niveau voisin. L’organisation et la mise en page gardent un poids choisi, car ces paires sont des textes sans pages.

### Ce qui a été essayé

Ces essais datent du calibrage 2026-11-22.1, sur les paires d’alors : chaque indicateur candidat a été ajouté seul, à 6 % du score, sur la moitié d’ajustement et sur des phrases d’encyclopédie d’autres auteurs. Ce que chacun apporte aujourd’hui est plus bas (« Sans un indicateur »).

| Indicateur | Résultat | Décision |
|---|---|---|
| mots peu courants | niveaux des phrases : de 0,89 à 0,92 | gardé |
| adjectifs pour 100 mots | encyclopédie : de 96,0 à 97,0 % ; droit : de 68 à 74 % | gardé |
| lettres par mot | droit : de 68 à 72 % | gardé, plutôt que les syllabes (70 %), plus longues à compter |
| renvois à des textes | droit : de 68 à 72 % | gardé |
| tournures de droit (« prévu par », « au premier alinéa ») | à elles seules, ordonnent sept paires sur dix de droit et fiches | gardé (calibrage 2026-11-22.3) |
| négations simples (« ne… pas ») | dans 42 paires équilibrées sur 65, la version claire en a le plus | laissé : seules les doubles négations comptent |
| le cinquième des mots les plus rares | comme les mots peu courants | laissé : il dit la même chose |
| longueur des arcs de dépendance, arc le plus long, profondeur | encyclopédie : 95,5, 96,5 et 95,0 % ; niveaux : 0,87, 0,89 et 0,89 | laissés : ils doublent la longueur des phrases, et coûtent une analyse de plus |
| mots avant le verbe | droit : de 68 à 64 % | laissé |
| phrase la plus longue, 80ᵉ centile des longueurs | rien de plus que la moyenne | laissés |
| densité d’idées (verbes, adjectifs, adverbes, prépositions et conjonctions par mot) | droit : de 68 à 70 %, phrases de guides d’un sujet à l’autre : de 98,8 à 96,2 % | laissé |
| mots repris d’une phrase à la suivante | droit : de 68 à 56 % : les articles de loi répètent plus que les fiches | laissé |
| connecteurs (« mais », « donc », « ensuite ») | niveaux des textes : de 0,97 à 0,94 | laissé |
| variété du vocabulaire, chaînes de compléments, propositions par phrase | niveaux des phrases : 0,88, 0,88 et 0,87, au lieu de 0,89 | laissés |
| nombre de mots d’une phrase seule | une paire d’encyclopédie gagnée, mais des phrases claires plus longues moins bien classées d’un sujet à l’autre | laissé |

La moitié gardée a servi à confirmer certains de ces choix : elle n’est plus tout à fait neuve.

La concrétude des verbes n’a pas été mesurée : le projet n’a pas de table de concrétude du français. Les verbes-supports sont comptés dans les tournures nominales.

### Les articles de loi

Les articles mal classés ont été relus un par un. Quand une énumération est coupée en alinéas, elle est lue comme une seule phrase, dans un bloc comme dans plusieurs : sinon ses phrases paraissent courtes. Les tournures de droit sont comptées, car le sens dépend alors d’une autre règle. Ce qui reste vient du contenu : certaines fiches sont des notices juridiques, plus denses que l’article, ou parlent d’autre chose.

## Ce qu’il vaut

Les formules de lisibilité sont mesurées sur les mêmes textes : longueur moyenne des phrases, LIX, Kandel-Moles, et Flesch avec ses coefficients anglais, comme beaucoup d’outils l’appliquent. Les intervalles à 95 % viennent de tirages par groupe : les deux versions d’un texte, ou les exemples d’une même règle, sont tirés ensemble. Quand tout est bien ordonné, l’intervalle est celui de Wilson, qui dit ce qu’un si petit nombre peut prouver. L’avance est l’écart avec la meilleure formule de la ligne, tiré de même ; quand tout est à 100 %, l’ensemble est trop facile pour départager.

${measures.replace(/^## /gm, '### ').trim()}

## Ce qu’il ne voit pas

- **Le fond.** Une phrase courte peut être fausse, incomplète ou hors sujet.
- **Le droit.** Une mention obligatoire manquante plafonne la note à ${CALIBRATION.lock}, mais ne change pas le score. Le score n’est pas un contrôle juridique.
- **Le lecteur.** Le score est le même pour tous ; un mot courant pour un agent peut être inconnu de l’usager.
- **L’auteur des paires.** Elles ont été écrites pour le projet, par la même équipe que les règles : les pourcentages ci-dessus sont plus hauts que ceux que l’on aura sur des documents réécrits par d’autres. Les niveaux gradués aussi. Sur les textes entiers, même les formules qui comptent les lettres ou les syllabes atteignent presque 100 % : ce matériel ne prouve une avance que sur les phrases seules et les textes d’autres auteurs. Sur les textes gradués, la longueur des phrases suffit, et une formule fait aussi bien. Là où les deux textes ne disent pas la même chose (« droit et fiche »), le score se trompe bien plus souvent que sur deux versions d’un même texte.
- **La suite des idées.** Le score ne sait pas si une phrase découle de la précédente.
- **Les images et les tableaux**, sauf leurs défauts de forme.
- **Les dates et les sigles** d’une phrase seule : écrire une date en toutes lettres ou développer un sigle allonge la phrase, et le score d’une phrase seule peut monter d’un point.
`
}

function gradesLine(): string {
  const lines = CALIBRATION.grades.map(({ letter, label }, rank) => {
    const from = CALIBRATION.grades[rank - 1]?.upTo ?? 0
    return `| ${letter} | ${label} | ${rank === 0 ? `moins de ${CALIBRATION.grades[0].upTo}` : `à partir de ${from}`} |`
  })
  return ['| Note | | Score |', '|---|---|---|', ...lines].join('\n')
}

/** The scales and the parts, from the calibration itself. */
export function indicatorTables(): string {
  return Object.entries(CALIBRATION.weights)
    .map(([principle, weight]) => {
      const name = PRINCIPLES.find(({ id }) => id === principle)?.label ?? principle
      const rows = INDICATORS.filter((indicator) => indicator.principle === principle).map(
        ({ label, unit, clear, complex, median, share }) =>
          `| ${sayLabel(label)} | ${sayNumber(clear)} | ${sayNumber(complex)} | ${sayNumber(median)} | ${unit} | ${share} |`,
      )
      return [
        `### ${name} (${sayNumber(Math.round(1000 * weight) / 10)} %)`,
        '',
        '| Indicateur | Clair | Complexe | Médiane | Unité | Part |',
        '|---|---|---|---|---|---|',
        ...rows,
      ].join('\n')
    })
    .join('\n\n')
}

function sayLabel(label: string): string {
  return label.replace('{x}', '…').replaceAll('{s}', 's').replaceAll('{nt}', 'nt')
}

function sayNumber(value: number): string {
  return String(value).replace('.', ',')
}
