/** The columnar engine: tables, incremental views, readers and writers. */
module dev.perspective4j.engine {
  requires transitive dev.perspective4j.model;
  requires static transitive java.sql;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires com.github.luben.zstd_jni;
  requires flatbuffers.java;
  requires org.apache.arrow.format;
  requires org.lz4.java;
  requires re2j;

  // API: tables and views, rows from Java, expressions, and what views answer in each format.
  exports dev.perspective4j.engine;
  exports dev.perspective4j.engine.arrow;
  exports dev.perspective4j.engine.csv;
  exports dev.perspective4j.engine.expression;
  exports dev.perspective4j.engine.json;
  exports dev.perspective4j.engine.slice;
  exports dev.perspective4j.engine.source;

  // SPI: formats and functions of an application, and the columns they read and write.
  exports dev.perspective4j.engine.column;
  exports dev.perspective4j.engine.load;

  uses dev.perspective4j.engine.load.TableReader;
  uses dev.perspective4j.engine.expression.FunctionProvider;
}
