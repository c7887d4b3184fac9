import './style.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { loadData } from './load.ts'

const root = document.getElementById('page')
if (root) {
  const data = await loadData()
  root.replaceChildren()
  if (typeof data === 'string') {
    render(
      <p class="loading" role="alert">
        {data}
      </p>,
      root,
    )
  } else {
    const show = (printing: boolean): void => render(<App data={data} printing={printing} />, root)
    show(false)
    // Rendering from the root is synchronous: every row is there when the printer takes the page.
    window.addEventListener('beforeprint', () => show(true))
    window.addEventListener('afterprint', () => show(false))
  }
}
