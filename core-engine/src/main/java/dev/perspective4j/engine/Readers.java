package dev.perspective4j.engine;

import dev.perspective4j.engine.arrow.ArrowReader;
import dev.perspective4j.engine.csv.CsvReader;
import dev.perspective4j.engine.json.JsonColumnsReader;
import dev.perspective4j.engine.json.JsonRowsReader;
import dev.perspective4j.engine.json.NdjsonReader;
import dev.perspective4j.engine.load.BatchReader;

/** One reader per input format. */
final class Readers {
  static final BatchReader ARROW = new ArrowReader();
  static final BatchReader ROWS = new JsonRowsReader();
  static final BatchReader COLUMNS = new JsonColumnsReader();
  static final BatchReader NDJSON = new NdjsonReader();
  static final BatchReader CSV = new CsvReader();

  private Readers() {}
}
