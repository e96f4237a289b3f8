package sentiment.kernel;

import java.util.Arrays;

/**
 * One step of an LSTM's recurrence for the lanes of a batch: pre-activations and cells, tile by
 * tile.
 */
final class LstmStep {

  private static final Tiles TILES = Tiles.BEST;

  private static final int CACHE_LINE = 64 / Float.BYTES;

  private final int hiddenSize;
  private final int units; // hidden, filled up to whole vectors
  private final GateActivation activation;
  private final boolean reverse;
  private final PackedMatrix recurrent; // [hidden][4 * units]

  LstmStep(int hiddenSize, GateActivation activation, boolean reverse, PackedMatrix recurrent) {
    this.hiddenSize = hiddenSize;
    this.units = GateLayout.units(hiddenSize);
    this.activation = activation;
    this.reverse = reverse;
    this.recurrent = recurrent;
  }

  /** Where the input's part of the pre-activations is, and what becomes of it. */
  enum Use {
    /** In a table that no cache holds. */
    TABLE,
    /** In a block that was just made. */
    BLOCK,
    /** With its token; gives way to the activations. */
    KEEP
  }

  /** Advances the lanes that are active by a token; parameters as of {@link Lstm#forward}. */
  void advance(
      SequenceBatch batch,
      int step,
      int active,
      float[] pre,
      Use use,
      Lstm.State state,
      float[] output,
      int outputOffset,
      int outputStride) {
    begin(batch, step, active, use, state);
    boolean ragged = units != hiddenSize;
    for (int lane = 0; lane < active; lane++) {
      int token = batch.token(lane, step, reverse);
      state.outputAt[lane] = ragged ? lane * units : outputOffset + token * outputStride;
    }
    float[] to = ragged ? state.ragged : output;
    if (batch.lanes() == 1 && use != Use.KEEP) {
      alone(pre, state, to);
    } else {
      tiles(batch.lanes(), active, pre, use, state, to);
    }
    for (int lane = 0; ragged && lane < active; lane++) {
      int at = outputOffset + batch.token(lane, step, reverse) * outputStride;
      System.arraycopy(state.ragged, lane * units, output, at, hiddenSize);
    }
    float[] before = state.hidden;
    state.hidden = state.nextHidden;
    state.nextHidden = before;
  }

  /**
   * Floats from one part of the hidden states, {@link Tiles#DEPTH} units of each lane, to the next.
   */
  private static int chunk(int lanes) {
    return lanes == 1 ? Tiles.DEPTH : lanes * Tiles.STRIDE;
  }

  /** A step of one lane: its unit blocks side by side, since they do not wait for each other. */
  private void alone(float[] pre, Lstm.State state, float[] output) {
    int vector = TILES.lanes();
    int panel = TILES.panel();
    int blocks = units / vector;
    for (int p = 0; p < hiddenSize; p += Tiles.DEPTH) {
      TILES.row(
          blocks,
          Math.min(Tiles.DEPTH, hiddenSize - p),
          state.hidden,
          p,
          recurrent.values(),
          recurrent.at(0, p),
          hiddenSize * panel,
          p == 0 ? pre : state.sums,
          p == 0 ? state.gatesAt[0] : 0,
          state.sums,
          0);
    }
    for (int block = 0; block < blocks; block++) {
      state.blockAt[block] = state.outputAt[0] + block * vector;
    }
    TILES.cell(
        activation,
        blocks,
        state.sums,
        state.scratch,
        state.cells,
        0,
        state.nextHidden,
        0,
        vector,
        output,
        state.blockAt,
        0,
        0);
  }

  private void tiles(
      int lanes, int active, float[] pre, Use use, Lstm.State state, float[] output) {
    int panel = TILES.panel();
    int chunk = chunk(lanes);
    for (int unit = 0; unit < units; unit += TILES.lanes()) {
      int next = unit / Tiles.DEPTH * chunk + unit % Tiles.DEPTH;
      int tile;
      for (int lane = 0; lane < active; lane += tile) {
        tile = TILES.tile(active - lane);
        int row = lane * Tiles.STRIDE;
        if (use == Use.TABLE) {
          int after = lane + tile;
          touch(
              after < active ? after : 0,
              Math.min(active, after < active ? after + TILES.rows() : TILES.rows()),
              4 * (after < active ? unit : Math.min(unit + TILES.lanes(), units - TILES.lanes())),
              pre,
              state);
        }
        for (int p = 0, at = row; p < hiddenSize; p += Tiles.DEPTH, at += chunk) {
          boolean isFirst = p == 0;
          TILES.product(
              tile,
              Math.min(Tiles.DEPTH, hiddenSize - p),
              state.hidden,
              at,
              recurrent.values(),
              recurrent.at(4 * unit / panel, p),
              isFirst ? pre : state.sums,
              isFirst ? state.gatesAt : state.sumsAt,
              isFirst ? lane : 0,
              isFirst ? 4 * unit : 0,
              state.sums,
              0,
              panel);
        }
        if (use == Use.KEEP) {
          TILES.cellKept(
              activation,
              tile,
              state.sums,
              pre,
              state.gatesAt,
              state.cells,
              state.beforeAt,
              state.afterAt,
              state.nextHidden,
              row + next,
              output,
              state.outputAt,
              lane,
              unit);
        } else {
          TILES.cell(
              activation,
              tile,
              state.sums,
              state.scratch,
              state.cells,
              unit * lanes + lane * TILES.lanes(),
              state.nextHidden,
              row + next,
              Tiles.STRIDE,
              output,
              state.outputAt,
              lane,
              unit);
        }
      }
    }
  }

  /**
   * Asks for the rows of a tile in one go, long before its first multiplication would wait for each
   * by itself. Nobody needs the result.
   */
  private static void touch(int first, int end, int column, float[] table, Lstm.State state) {
    int found = 0;
    for (int r = first; r < end; r++) {
      int at = state.gatesAt[r] + column;
      for (int k = 0; k < TILES.panel(); k += CACHE_LINE) {
        found += table[at + k] > 0 ? 1 : 0;
      }
    }
    state.touched += found;
  }

  /** Lanes that turn to another sequence forget the one before. */
  private void begin(SequenceBatch batch, int step, int active, Use use, Lstm.State state) {
    int chunk = chunk(batch.lanes());
    int vector = TILES.lanes();
    for (int lane = 0; lane < active; lane++) {
      if (batch.begins(batch.token(lane, step, reverse), reverse)) {
        for (int p = 0, at = lane * Tiles.STRIDE; p < units; p += Tiles.DEPTH, at += chunk) {
          Arrays.fill(state.hidden, at, at + Math.min(Tiles.DEPTH, units - p), 0);
        }
        for (int unit = 0; use != Use.KEEP && unit < units; unit += vector) {
          int at = unit * batch.lanes() + lane * vector;
          Arrays.fill(state.cells, at, at + vector, 0);
        }
      }
    }
  }
}
