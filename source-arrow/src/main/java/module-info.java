/** Table data from the vectors of Arrow Java. */
module dev.perspective4j.source.arrow {
  requires transitive dev.perspective4j.model;
  requires transitive org.apache.arrow.vector;
  requires static transitive org.jspecify;

  exports dev.perspective4j.source.arrow;
}
