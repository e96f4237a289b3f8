// Reads and writes Kafka with programs that know nothing of this one: kafkajs, and
// @kafkajs/confluent-schema-registry with its own Avro library (avsc).
//   interop.js topics BROKER TOPIC...           creates topics
//   interop.js reviews BROKER REGISTRY IN OUT [evolve]   sends reviews, checks their scores
const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { Kafka, logLevel } = require('kafkajs')
const { SchemaRegistry, SchemaType } = require('@kafkajs/confluent-schema-registry')

const PARTITIONS = 3
const COUNT = 60
const PATIENCE_MS = 120_000
const root = path.join(__dirname, '..')
const [task, broker, ...rest] = process.argv.slice(2)
const kafka = new Kafka({ clientId: 'interop', brokers: [broker], logLevel: logLevel.NOTHING })

const avsc = name => JSON.parse(fs.readFileSync(path.join(root, 'schemas', name), 'utf8'))
const ok = text => console.log(`ok    ${text}`)

async function createTopics(topics) {
  const admin = kafka.admin()
  await admin.connect()
  await admin.createTopics({ topics: topics.map(topic => ({ topic, numPartitions: PARTITIONS })) })
  await admin.disconnect()
}

async function latest(url, topic) {
  const response = await fetch(`${url}/subjects/${topic}-value/versions/latest`)
  assert.equal(response.status, 200)
  return response.json()
}

/** The id of the schema that reviews are written with: the scorer's own, or one with a new field. */
async function reviewSchema(registry, url, topic, evolve) {
  if (!evolve) {
    assert.deepEqual(JSON.parse((await latest(url, topic)).schema), avsc('review.avsc'))
    ok(`the registry's ${topic}-value is schemas/review.avsc`)
    return registry.getLatestSchemaId(`${topic}-value`)
  }
  const schema = avsc('review.avsc')
  schema.fields.unshift({ name: 'stars', type: ['null', 'int'], default: null })
  const before = await latest(url, topic)
  assert.deepEqual(JSON.parse(before.schema), avsc('review.avsc'))
  const { id } = await registry.register(
    { type: SchemaType.AVRO, schema: JSON.stringify(schema) },
    { subject: `${topic}-value` }
  )
  assert.notEqual(id, before.id)
  ok(`the scorer registered ${topic}-value as id ${before.id}, the producer a new version as ${id}`)
  return id
}

function reviews() {
  const file = path.join(root, 'src/main/resources/sentiment/demo/sample-reviews.jsonl')
  const texts = fs.readFileSync(file, 'utf8').trim().split('\n').map(line => JSON.parse(line).text)
  return texts
    .filter(text => /\p{L}/u.test(text)) // some samples are blank, and so rejected
    .slice(0, COUNT)
    .map((text, i) => ({ key: `key-${i}`, text }))
}

async function send(registry, id, topic, sent) {
  const producer = kafka.producer()
  await producer.connect()
  for (const [i, { key, text }] of sent.entries()) {
    const value = await registry.encode(id, { review_id: `review-${i}`, text, source: 'node' })
    await producer.send({ topic, messages: [{ key, value, partition: i % PARTITIONS }] })
  }
  await producer.disconnect()
}

async function receive(topic, count) {
  const consumer = kafka.consumer({ groupId: `interop-${process.pid}` })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const received = []
  await new Promise((resolve, reject) => {
    const late = () => reject(new Error(`${received.length} of ${count} scores in time`))
    const timer = setTimeout(late, PATIENCE_MS)
    consumer.on(consumer.events.CRASH, event => reject(event.payload.error))
    const eachMessage = async ({ message, partition }) => {
      received.push({ ...message, partition })
      if (received.length === count) {
        clearTimeout(timer)
        resolve()
      }
    }
    consumer.run({ eachMessage }).catch(reject)
  })
  await consumer.disconnect()
  return received
}

function checkScore(score, text) {
  assert.ok(['NEGATIVE', 'UNCERTAIN', 'POSITIVE'].includes(score.label))
  assert.ok(Math.abs(score.probability - 1 / (1 + Math.exp(-score.logit))) < 1e-9)
  const total = score.words.reduce((sum, word) => sum + word.contribution, score.bias)
  assert.ok(Math.abs(total - score.logit) < 1e-6)
  score.words.forEach(word => assert.equal(text.slice(word.start, word.end), word.text))
  assert.equal(score.words.length, score.tokens_used)
  assert.ok(/^[0-9a-f]{64}$/.test(score.model.sha256))
}

async function scoreReviews(url, input, output, evolve) {
  const registry = new SchemaRegistry({ host: url })
  const sent = reviews()
  await send(registry, await reviewSchema(registry, url, input, evolve), input, sent)
  const received = await receive(output, sent.length)

  const published = await latest(url, output)
  assert.deepEqual(JSON.parse(published.schema), avsc('review_score.avsc'))
  ok(`the registry's ${output}-value is schemas/review_score.avsc, id ${published.id}`)
  const next = Array.from({ length: PARTITIONS }, (_, partition) => partition)
  for (const { key, value, partition } of received) {
    assert.equal(value.readInt8(0), 0)
    assert.equal(value.readInt32BE(1), published.id)
    const i = next[partition]
    next[partition] += PARTITIONS
    assert.equal(key.toString(), sent[i].key)
    const score = await registry.decode(value)
    assert.equal(score.review_id, `review-${i}`)
    checkScore(score, sent[i].text)
  }
  ok(`kafkajs and avsc read ${received.length} scores: order, keys, fields, words; bias + contributions = logit`)
}

const run = task === 'topics' ? createTopics(rest) : scoreReviews(rest[0], rest[1], rest[2], rest[3])
run.then(
  () => process.exit(0),
  error => {
    console.log(`FAIL  ${error.stack}`)
    process.exit(1)
  }
)
