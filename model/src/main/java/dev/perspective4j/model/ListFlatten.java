package dev.perspective4j.model;

/** What loading does with lists. */
public enum ListFlatten {
  /** One row per element; lists of one record advance together. */
  ZIP,
  /** One row per combination of elements. */
  CARTESIAN,
  /** One string cell of compact JSON. */
  STRINGIFY
}
