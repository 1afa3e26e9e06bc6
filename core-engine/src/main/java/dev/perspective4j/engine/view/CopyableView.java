package dev.perspective4j.engine.view;

import dev.perspective4j.engine.View;

/** A view that can tell row by row what a step did to it. */
public interface CopyableView extends View {

  /**
   * Its rows by identity; recorded from now on until the view is closed. Opened and closed groups
   * make no difference. Call it once.
   */
  IdentifiedRows identifiedRows();
}
