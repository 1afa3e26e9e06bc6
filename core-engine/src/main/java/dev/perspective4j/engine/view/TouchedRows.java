package dev.perspective4j.engine.view;

import dev.perspective4j.engine.table.Delta;
import dev.perspective4j.engine.table.DeltaListener;
import java.util.Arrays;

/** The rows of a filter that the last step wrote, recorded while somebody wants to know. */
final class TouchedRows implements DeltaListener {
  private static final int[] NONE = {};

  private int recorders;
  private int[] slots = NONE;

  void startRecording() {
    recorders++;
  }

  void stopRecording() {
    if (--recorders == 0) {
      slots = NONE;
    }
  }

  /** A copy of the slots, in no particular order, each once. */
  int[] slots() {
    return slots.clone();
  }

  @Override
  public void retract(Delta delta) {
    slots = NONE;
  }

  @Override
  public void apply(Delta delta) {
    if (recorders > 0) {
      int[] touched =
          Arrays.copyOf(delta.updated(), delta.updated().length + delta.inserted().length);
      System.arraycopy(
          delta.inserted(), 0, touched, delta.updated().length, delta.inserted().length);
      slots = touched;
    }
  }
}
