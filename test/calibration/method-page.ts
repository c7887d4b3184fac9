import { CALIBRATION, INDICATORS, PRINCIPLES } from 'limpide'

/** The method page: what the score measures, on what it was fitted, how well it orders, what it does not see. */
export function methodPage(measures: string): string {
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

- **La phrase** est celle que l’on lit. Un morceau sans verbe, ou une subordonnée seule, est rattaché à la phrase voisine : couper au hasard ne fait pas baisser le score. Un alinéa « 1° », « 2° » d’un texte de loi continue la phrase qui l’annonce. Les éléments d’une vraie liste comptent chacun pour eux.
- **Ne comptent pas** dans les phrases et les mots : l’adresse, l’en-tête, la signature, la formule de politesse, les titres, l’encadré des recours et des données personnelles (jugé une fois pour toute la bibliothèque), une ligne qui revient.
- **La rareté d’un mot** se lit dans six classes de fréquence, de 0 (plus de cent fois par million de mots) à 5 (rare ou inconnu). Les mots administratifs que tout le monde rencontre sont classés courants.
- **Un texte court** est ramené vers la médiane, comme s’il avait ${CALIBRATION.shrinkage} phrase ordinaire de plus : (n × valeur + ${CALIBRATION.shrinkage} × médiane) ÷ (n + ${CALIBRATION.shrinkage}), où n est le nombre de phrases, ou de vingtaines de mots pour ce qui se compte en mots.
- **La marge** vient du hasard des phrases : elle vaut ${CALIBRATION.marginWidth} écarts-types du score quand on les retire au sort. Elle se calcule sans tirage : on ajoute les carrés de ce que chaque phrase déplace. Trois phrases qui se ressemblent ne disent pas comment serait la quatrième : une variation ordinaire s’y ajoute.
- **Une phrase seule** peut être notée par la bibliothèque, avec \`score(texte, { court: true })\` : seuls les phrases et les mots comptent, et le manque de texte est compté du côté clair. Ce score ne se compare qu’à un autre du même genre.

## Sur quoi il est calibré

| Matériel | Rôle |
|---|---|
| \`test/calibration/paires\` : lettres, passages, retouches légères et phrases, avant et après, écrits pour le projet | ajustement ; une paire sur trois est gardée pour la dernière mesure |
| les exemples des règles sur les phrases et les mots | ajustement |
| \`droit-et-fiches.jsonl\` : des articles du code du travail et la fiche officielle qui les cite | ajustement, avec un poids plus faible : ce n’est pas une réécriture |
| \`test/corpus\` : documents clairs, documents à réécrire | références, médianes et seuils des notes |

Les références vont du dixième centile des textes clairs au 95ᵉ centile des textes à réécrire. Les poids sont ajustés par une régression logistique sur les paires, sous contrainte de signe, et retenus près de leurs valeurs de départ : le matériel est trop facile pour mériter davantage. L’organisation et la mise en page gardent un poids choisi, car ces paires sont des textes sans pages. La longueur des arcs de dépendance a été essayée seule : elle n’ordonnait pas mieux les paires que la longueur des phrases, et demande une analyse de plus.

## Ce qu’il vaut

Les formules de lisibilité sont mesurées sur les mêmes textes.

${measures.replace(/^## /gm, '### ').trim()}

## Ce qu’il ne voit pas

- **Le fond.** Une phrase courte peut être fausse, incomplète ou hors sujet.
- **Le droit.** Une mention obligatoire manquante plafonne la note à ${CALIBRATION.lock}, mais ne change pas le score. Le score n’est pas un contrôle juridique.
- **Le lecteur.** Le score est le même pour tous ; un mot courant pour un agent peut être inconnu de l’usager.
- **L’auteur des paires.** Elles ont été écrites pour le projet, par la même équipe que les règles : les pourcentages ci-dessus sont plus hauts que ceux que l’on aura sur des documents réécrits par d’autres. Les lignes « droit et fiche » et les formules le rappellent : là où les deux textes ne disent pas la même chose, le score n’ordonne guère mieux qu’une formule.
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
