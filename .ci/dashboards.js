// Checks of the Grafana dashboards: `structure`, `types FOLDER` (writes what tsc checks against
// @grafana/schema), `queries PROMETHEUS` (runs every query of every panel, variable and annotation)
// and `alerts PROMETHEUS` (the rules are healthy and every series they read exists).
'use strict'
const fs = require('fs')
const path = require('path')

const FOLDER = 'grafana/dashboards'
const dashboards = fs.readdirSync(FOLDER).map((name) => ({
  name,
  json: JSON.parse(fs.readFileSync(path.join(FOLDER, name), 'utf8')),
}))

const problems = []
const check = (right, what) => right || problems.push(what)

function structure() {
  const uids = dashboards.map(({ json }) => json.uid)
  check(new Set(uids).size === uids.length, `uids clash: ${uids}`)
  for (const { name, json } of dashboards) {
    const at = (panel) => `${name}, panel ${panel.id} "${panel.title}"`
    const all = json.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])])
    const ids = all.map((panel) => panel.id)
    check(new Set(ids).size === ids.length, `${name}: panel ids clash`)
    const titles = all.map((panel) => `${panel.type} ${panel.title}`)
    check(new Set(titles).size === titles.length, `${name}: panel titles clash`)
    for (const panel of all) {
      const { x, y, w, h } = panel.gridPos
      check(x >= 0 && w >= 1 && h >= 1 && x + w <= 24, `${at(panel)}: outside of the 24 columns`)
      for (const other of all) {
        const o = other.gridPos
        const apart = other.id <= panel.id || o.x >= x + w || x >= o.x + o.w || o.y >= y + h || y >= o.y + o.h
        check(apart, `${at(panel)} overlaps ${other.id}`)
      }
      if (panel.type === 'row') continue
      check(panel.description?.length >= 40, `${at(panel)}: no description`)
      check(panel.fieldConfig.defaults.unit, `${at(panel)}: no unit`)
      check(panel.fieldConfig.defaults.thresholds, `${at(panel)}: no thresholds`)
      check(panel.targets?.length > 0, `${at(panel)}: no query`)
      const refs = panel.targets.map((target) => target.refId)
      check(new Set(refs).size === refs.length, `${at(panel)}: refIds clash`)
      for (const { datasource } of [panel, ...panel.targets]) {
        check(datasource?.uid === '${datasource}', `${at(panel)}: does not use the data source variable`)
      }
      const names = new Set(panel.targets.map((target) => target.legendFormat))
      for (const { matcher } of panel.fieldConfig.overrides) {
        const known = matcher.id !== 'byName' || panel.type === 'table' || names.has(matcher.options) ||
          [...names].some((format) => format.startsWith('{{'))
        check(known, `${at(panel)}: colours "${matcher.options}", which it does not show`)
      }
    }
    const text = JSON.stringify({ panels: json.panels, annotations: json.annotations, variables: json.templating })
    for (const { name: variable } of json.templating.list) {
      check(new RegExp(`\\$\\{?${variable}\\b`).test(text), `${name}: the variable ${variable} is not used`)
    }
    for (const [, variable] of text.matchAll(/\$\{?([a-zA-Z]\w*)/g)) {
      check(json.templating.list.some((v) => v.name === variable), `${name}: there is no variable ${variable}`)
    }
    const instance = json.templating.list.find((variable) => variable.name === 'instance')
    check(instance.multi && instance.includeAll, `${name}: instance is not multi with all`)
    const queried = json.templating.list.filter((variable) => variable.type === 'query')
    for (const { name: what, datasource } of [...json.annotations.list, ...queried]) {
      check(datasource.uid === '${datasource}', `${name}, ${what}: does not use the data source variable`)
    }
    check(json.links.some((link) => link.url.endsWith('RUNBOOK.md')), `${name}: no link to the runbook`)
    check(json.links.some((link) => link.type === 'dashboards'), `${name}: no links between the dashboards`)
    console.log(`      ${name}: ${all.length} panels, ${all.flatMap((p) => p.targets ?? []).length} queries`)
  }
}

// tsc takes a JSON module's strings for `string`, so the dashboards become literals in TypeScript
function types(folder) {
  const cfg = (kind, file) =>
    `import type * as ${kind} from '@grafana/schema/dist/esm/raw/composable/${kind}/panelcfg/x/${file}PanelCfg_types.gen'`
  const prelude = `import type * as g from '@grafana/schema'
${cfg('stat', 'Stat')}
${cfg('timeseries', 'TimeSeries')}
${cfg('heatmap', 'Heatmap')}
${cfg('statetimeline', 'StateTimeline')}
${cfg('table', 'Table')}
import type { AnnotationQuery, Dashboard, FieldConfig, FieldConfigSource, Panel, RowPanel } from '@grafana/schema/dist/esm/raw/dashboard/x/Dashboard_types.gen'
// JSON has the values of string enums, not the enums
type Plain<T> = T extends string ? \`\${T}\` : T extends (infer U)[] ? Plain<U>[] :
  T extends object ? { [K in keyof T]: Plain<T[K]> } : T
// of Grafana's Prometheus data source, which has no published schema
type Query = { refId: string; datasource: g.DataSourceRef; expr: string; legendFormat: string; instant?: true; range?: true; format?: 'table' | 'heatmap' }
type Event = AnnotationQuery & { expr: string; step: string; titleFormat: string; textFormat: string; tagKeys: string; useValueForTime: boolean }
type Of<Type, Options, Custom> = Omit<Panel, 'type' | 'options' | 'fieldConfig' | 'targets'> & {
  type: Type; options: Options; targets: Query[]
  fieldConfig: Omit<FieldConfigSource, 'defaults'> & { defaults: Omit<FieldConfig, 'custom'> & { custom?: Partial<Custom> } }
}
type Ours = Omit<Dashboard, 'panels' | 'annotations'> & { annotations: { list: Event[] }; panels: (
  | RowPanel
  | Of<'stat', stat.Options, never>
  | Of<'timeseries', timeseries.Options, timeseries.FieldConfig>
  | Of<'heatmap', heatmap.Options, heatmap.FieldConfig>
  | Of<'state-timeline', statetimeline.Options, statetimeline.FieldConfig>
  | Of<'table', table.Options, table.FieldConfig>)[] }
`
  for (const { name, json } of dashboards) {
    fs.writeFileSync(path.join(folder, name.replace('.json', '.ts')),
      `${prelude}export const dashboard: Plain<Ours> = ${JSON.stringify(json, null, 2)}\n`)
  }
}

async function get(prometheus, route, parameters) {
  const body = new URLSearchParams(parameters)
  const answer = await (await fetch(`${prometheus}/api/v1/${route}?${body}`)).json()
  if (answer.status !== 'success') throw new Error(`${route} ${body}: ${answer.error}`)
  return answer.data
}

const range = (prometheus, query) => {
  const end = Math.floor(Date.now() / 1000)
  return get(prometheus, 'query_range', { query, start: end - 60, end, step: 5 })
}
const instant = (prometheus, query) => get(prometheus, 'query', { query })
const hasData = ({ result }) =>
  result.some((series) => (series.values ?? [series.value]).some(([, value]) => Number.isFinite(Number(value))))

async function queries(prometheus) {
  let run = 0
  for (const { name, json } of dashboards) {
    // as Grafana fills them in: all instances, then a choice of them as a regular expression
    const values = {}
    const fill = (text, choice) =>
      text.replaceAll('$__rate_interval', '20s').replaceAll('$application', values.application?.[0])
        .replaceAll('$instance', choice)
    for (const variable of json.templating.list.filter((v) => v.type === 'query')) {
      const [, series, label] = /^label_values\((.*), (\w+)\)$/.exec(fill(variable.query.query))
      values[variable.name] = await get(prometheus, `label/${label}/values`, { 'match[]': series })
      check(values[variable.name].length > 0, `${name}: the variable ${variable.name} has no value`)
      run++
    }
    check(values.instance.length === 2, `${name}: expected two instances, not ${values.instance}`)
    const two = `(${values.instance.map((value) => value.replaceAll('.', '\\\\.')).join('|')})`
    const targets = json.panels.flatMap((panel) => (panel.targets ?? []).map((target) => [panel.title, target]))
    for (const annotation of json.annotations.list) targets.push([annotation.name, { ...annotation, range: true }])
    for (const [title, target] of targets) {
      for (const choice of [json.templating.list.find((v) => v.name === 'instance').allValue, two]) {
        try {
          const data = await (target.range ? range : instant)(prometheus, fill(target.expr, choice))
          check(hasData(data), `${name}, ${title} ${target.refId ?? ''}: no data for ${fill(target.expr, choice)}`)
        } catch (error) {
          problems.push(`${name}, ${title}: ${error.message}`)
        }
        run++
      }
    }
  }
  console.log(`      ${run} queries`)
}

async function alerts(prometheus) {
  const words = new Set(['by', 'on', 'and', 'unless', 'group_left', 'application', 'instance', 'feature', 'sha256', 'le'])
  const { groups } = await get(prometheus, 'rules', {})
  const rules = groups.flatMap((group) => group.rules)
  for (const rule of rules) {
    check(rule.health === 'ok', `${rule.name}: ${rule.health} ${rule.lastError ?? ''}`)
    const expr = rule.query.replaceAll(/\{[^}]*\}|\[[^\]]*\]|"[^"]*"/g, '')
    const series = [...expr.matchAll(/[a-z_:][a-z0-9_:]*(?!\w|\s*\()/gi)].map(([word]) => word)
      .filter((word) => !words.has(word) && !/^\w+$/.test(word) || /^(up|kafka_|sentiment_)/.test(word))
    for (const one of new Set(series)) {
      check(hasData(await instant(prometheus, one)), `${rule.name}: there is no series ${one}`)
    }
  }
  console.log(`      ${rules.length} rules`)
}

const [command, argument] = process.argv.slice(2)
Promise.resolve({ structure, types, queries, alerts }[command](argument)).then(() => {
  problems.forEach((problem) => console.log(`      ${problem}`))
  process.exitCode = problems.length ? 1 : 0
})
