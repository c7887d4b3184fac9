import { REPORTER_DAYS } from '@limpide/reports/store'
import { type Html, html } from './html.ts'

/** What is kept, why and how long: the register that the law asks for, in the words of the reader. */
export function registerPage(keepsAddress: boolean, contact: string | undefined): Html {
  const rows: readonly (readonly [string, string, string])[] = [
    [
      'Votre signalement\u00a0: le document, ce qui est difficile, vos mots, votre suggestion, votre rôle',
      'Réécrire les documents difficiles, en commençant par les plus signalés',
      'Tant que le document existe. Les données personnelles sont cachées avant d’être gardées.',
    ],
    [
      'Le texte du document que vous joignez',
      'Retrouver le modèle dont il vient',
      'Comme votre signalement. Le fichier lui-même est effacé aussitôt lu.',
    ],
    [
      'Une phrase de votre signalement, citée par l’équipe',
      'Montrer à tous ce que les signalements ont changé',
      'Tant que votre signalement existe. Une personne vérifie d’abord que rien ne vous désigne.',
    ],
    keepsAddress
      ? [
          'L’adresse de votre connexion (adresse IP)',
          'Répondre à la justice si un signalement est illégal. Personne ne la voit avec un signalement.',
          'Un an, puis elle est effacée sans que personne ait à y penser.',
        ]
      : ['L’adresse de votre connexion (adresse IP)', 'Rien', 'Elle n’est pas gardée.'],
    [
      'Une suite de signes, la même pour les signalements envoyés d’un même réseau le même jour sur un document',
      'Compter peu un envoi en masse. On ne peut en tirer ni le réseau, ni la personne.',
      'Comme votre signalement.',
    ],
    [
      'Un jeton\u00a0: une suite de signes tirée de votre cookie et du document, gardée à part de votre signalement',
      `Ne vous compter qu’une fois par document en 30 jours, ou trois fois en 90 jours si vous êtes agent. On ne peut en tirer ni votre cookie, ni les autres documents que vous signalez. Personne ne le voit.${keepsAddress ? '' : ' Il est gardé même ici, où l’adresse ne l’est pas\u00a0: il ne dit ni d’où vient un signalement, ni de qui.'}`,
      `${REPORTER_DAYS} jours, puis il est effacé. Il reste qu’un signalement vient de la même personne qu’un autre, sur le même document.`,
    ],
    [
      'Votre cookie, chiffré, si nous ne savons pas encore de quel document vous parlez',
      'Faire ce jeton quand une personne aura trouvé le document',
      `Jusque-là, et ${REPORTER_DAYS} jours au plus. Pendant ce temps, qui aurait toute notre base pourrait rapprocher ce signalement de vos autres signalements.`,
    ],
    [
      'Le cookie «\u00a0limpide_visite\u00a0», dans votre navigateur',
      'Vérifier que le formulaire vient bien de cette page, et empêcher les abus. Il est strictement nécessaire\u00a0: il ne sert à rien d’autre.',
      `Si vous ne signalez rien, jusqu’à la fermeture du navigateur. Sinon, ${REPORTER_DAYS} jours après votre dernier signalement. Vous pouvez l’effacer quand vous voulez.`,
    ],
  ]
  return html`
<p>Ce site reçoit les signalements de documents difficiles à comprendre. Il ne vous demande ni nom, ni adresse, ni compte.</p>
<table>
<thead><tr><th scope="col">Ce que nous gardons</th><th scope="col">Pourquoi</th><th scope="col">Combien de temps</th></tr></thead>
<tbody>${rows.map(([what, why, long]) => html`<tr><th scope="row">${what}</th><td>${why}</td><td>${long}</td></tr>`)}</tbody>
</table>
<h2>Ce que nous cachons</h2>
<p>Les noms, les adresses, les téléphones, les adresses électroniques, les comptes bancaires, les numéros de sécurité sociale, les dates de naissance, les numéros de dossier et les plaques sont cachés avant d’être gardés. Un programme fait ce travail\u00a0: il peut en oublier. Relisez votre texte avant de l’envoyer.</p>
<h2>Vos droits</h2>
<p>Quand vous envoyez un signalement, nous vous donnons un code. Avec ce code, vous pouvez <a href="/signaler/effacer">effacer votre signalement</a> quand vous voulez.${
    contact !== undefined && html` Pour toute autre question sur vos données, écrivez à ${contact}.`
  }</p>
<p>Le service public traite ces données dans l’intérêt général (article 6, paragraphe 1, point e, du RGPD). Vous pouvez faire une réclamation à la Commission nationale de l’informatique et des libertés (CNIL), sur cnil.fr.</p>`
}
