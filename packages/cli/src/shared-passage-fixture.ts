/** A passage that letters share, hard to read: the library judges it once. */
export const HELP =
  'Nonobstant ce qui précède, il vous appartient, le cas échéant, de prendre l’attache du service instructeur afin que soit procédé à l’examen de votre situation dans les meilleurs délais.'
/** What four of these letters say each. */
export const OWN = [
  'Vous avez demandé une carte de stationnement. Vous ne pouvez pas la recevoir. Votre médecin n’a pas rempli le certificat.',
  'Votre enfant ne peut pas manger à la cantine lundi. La cuisine est en travaux. Préparez-lui un repas froid.',
  'Le compteur de votre maison fuit. Un agent vient mardi matin. Fermez le robinet avant son passage.',
  'Votre bourse est refusée cette année. Les revenus de vos parents ont augmenté. Vous pouvez refaire la demande en mai.',
]
