// What a container of the compose file would be started with, one item a line: `command SERVICE`,
// `environment SERVICE`, `health SERVICE`, `limit SERVICE`, or `kafka` for the broker's properties.
// Reads the resolved file from standard input, and the image's part from the Dockerfile.
'use strict'
const fs = require('fs')
const { parse } = require('yaml')

const [what, name = 'kafka'] = process.argv.slice(2)
const { services } = parse(fs.readFileSync(0, 'utf8'))
const service = services[name]
const image = fs.readFileSync('src/etc/Dockerfile', 'utf8').replaceAll('\\\n', ' ').split('\n').reverse()
const instruction = (word) => image.find((line) => line.startsWith(`${word} `)).slice(word.length + 1)
const list = (text) => JSON.parse(text.slice(text.indexOf('[')))

function environment() {
  const variables = {}
  for (const [, key, quoted, plain] of instruction('ENV').matchAll(/(\w+)=(?:"([^"]*)"|(\S+))/g)) {
    variables[key] = quoted ?? plain
  }
  return Object.entries({ ...variables, ...service.environment }).map(([key, value]) => `${key}=${value}`)
}

const answers = {
  command: () => [...(service.entrypoint ?? list(instruction('ENTRYPOINT'))), ...(service.command ?? list(instruction('CMD')))],
  environment,
  health: () => list(instruction('HEALTHCHECK')),
  limit: () => [service.mem_limit],
  // as the image's own script turns its variables into properties
  kafka: () => Object.entries(service.environment)
    .filter(([key]) => key.startsWith('KAFKA_') && key !== 'KAFKA_HEAP_OPTS')
    .map(([key, value]) => `${key.slice(6).toLowerCase().replaceAll('_', '.')}=${value}`),
  cluster: () => [service.environment.CLUSTER_ID],
}
console.log(answers[what]().join('\n'))
