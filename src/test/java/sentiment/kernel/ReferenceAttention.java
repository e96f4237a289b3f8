package sentiment.kernel;

/** Additive attention in double precision, one sequence at a time. */
final class ReferenceAttention {

  final double[] key;
  final double[] keyBias;
  final double[] query;
  final double[] queryBias;
  final double[] score;
  private final int size;
  private final int units;

  ReferenceAttention(AdditiveAttention.Weights weights, int size, int units) {
    this.key = ReferenceLstm.doubles(weights.key());
    this.keyBias = ReferenceLstm.doubles(weights.keyBias());
    this.query = ReferenceLstm.doubles(weights.query());
    this.queryBias = ReferenceLstm.doubles(weights.queryBias());
    this.score = ReferenceLstm.doubles(weights.score());
    this.size = size;
    this.units = units;
  }

  /** {@code [rows][size]} for {@code h [tokens][size]}. */
  double[] contexts(SequenceBatch batch, double[] h) {
    double[] parts = parts(batch, h);
    double[] contexts = new double[batch.sequences() * size];
    for (int row = 0; row < batch.sequences(); row++) {
      for (int i = 0; i < batch.length(row) * size; i++) {
        contexts[row * size + i % size] += parts[batch.first(row) * size + i];
      }
    }
    return contexts;
  }

  /** What each token brings into its context, {@code [tokens][size]}. */
  double[] parts(SequenceBatch batch, double[] h) {
    double[] parts = new double[batch.tokens() * size];
    for (int row = 0; row < batch.sequences(); row++) {
      int length = batch.length(row);
      double[] weights = new double[length];
      double sum = 0;
      for (int t = 0; t < length; t++) {
        double e = 0;
        for (int u = 0; u < units; u++) {
          double z = keyBias[u] + queryBias[u];
          for (int p = 0; p < size; p++) {
            int from = (batch.first(row) + (p < size / 2 ? length - 1 : 0));
            z += h[(batch.first(row) + (t)) * size + p] * key[p * units + u];
            z += h[from * size + p] * query[p * units + u];
          }
          e += score[u] * Math.tanh(z);
        }
        weights[t] = Math.exp(e);
        sum += weights[t];
      }
      for (int t = 0; t < length; t++) {
        for (int p = 0; p < size; p++) {
          int at = (batch.first(row) + t) * size + p;
          parts[at] = weights[t] / sum * h[at];
        }
      }
    }
    return parts;
  }
}
