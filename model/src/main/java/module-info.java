/** The nouns that engine, wire, server and clients share: schemas, configurations, data, answers. */
module dev.perspective4j.model {
  requires static transitive org.jspecify;

  exports dev.perspective4j.model;
}
